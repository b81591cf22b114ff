import {useEffect, useState} from 'react'
import {type SanityClient, useClient} from 'sanity'
import {type Dataset, indexDataset} from '../schemas/rules/dataset.ts'
import {SANITY_API_VERSION} from '../schemas/lib/sanity-api.ts'

interface Term {
  readonly _id: string
  readonly _type: string
  readonly [attribute: string]: unknown
}

let terms: Promise<Dataset> | undefined

function loadTerms(client: SanityClient) {
  terms ??= client
    .fetch<Term[]>('*[_type == "glossaryTerm"]{_id, _type, language, term, aka}')
    .then(indexDataset)
  return terms
}

/**
 * The glossary, read once a session: its words count as short in the reading grade, because readers
 * get them explained. Undefined while it loads, and where it cannot be read.
 */
export function useGlossary(): Dataset | undefined {
  const client = useClient({apiVersion: SANITY_API_VERSION})
  const [glossary, setGlossary] = useState<Dataset>()
  useEffect(() => {
    let current = true
    loadTerms(client)
      .then((found) => {
        if (current) setGlossary(found)
      })
      .catch((error: unknown) => {
        // The next form that opens asks again; without the glossary there is no grade to show.
        terms = undefined
        console.error('[studio] the glossary could not be read', error)
      })
    return () => {
      current = false
    }
  }, [client])
  return glossary
}
