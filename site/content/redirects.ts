import {languages} from '../../schemas/languages/index.ts'
import {COLLECTION_OF_TYPE, pagePath} from '../../schemas/api/v1/links.ts'
import type {ContentProblem} from './errors.ts'
import {isOfPageType, ofType, type AnySource, type LoadedContent} from './load.ts'

/** Redirects that editors made, checked against each other and against the pages. */
export function redirectProblems({sources}: LoadedContent): ContentProblem[] {
  const redirects = ofType(sources, 'redirect')
  const pages = pagePaths(sources)
  const byFrom = new Map<string, string>()
  return redirects.flatMap((redirect): ContentProblem[] => {
    const at = {documentId: redirect._id, path: 'from', value: redirect.from}
    const problems: ContentProblem[] = []
    const locale = redirect.from.split('/')[1] ?? ''
    if (!languages.some((language) => language.id === locale)) {
      problems.push({
        ...at,
        problem: 'does not begin with a language of this site',
        hint: 'write it like /en/old-name/',
      })
    }
    const page = [...pages].find(([, path]) => path === redirect.from)
    if (page !== undefined) {
      problems.push({
        ...at,
        problem: `is the address of ${page[0]}`,
        hint: 'redirect from addresses that no page has',
      })
    }
    const twin = byFrom.get(redirect.from)
    byFrom.set(redirect.from, redirect._id)
    if (twin !== undefined) {
      problems.push({...at, problem: `is redirected by ${twin} already`, hint: 'keep one of them'})
    }
    const target = redirect.toUrl === null ? null : new URL(redirect.toUrl).pathname
    const next = redirects.find((other) => other.from === target)
    if (next !== undefined && redirect.toUrl !== null && isOwnAddress(redirect.toUrl, sources)) {
      problems.push({
        documentId: redirect._id,
        path: 'toUrl',
        value: redirect.toUrl,
        problem:
          next._id === redirect._id
            ? 'leads back to itself'
            : `leads to an address that ${next._id} redirects again`,
        hint: 'lead straight to the document',
      })
    }
    return problems
  })
}

/** Whether an address may be on this site; one without an address of its own cannot tell. */
function isOwnAddress(url: string, sources: readonly AnySource[]): boolean {
  return ofType(sources, 'siteSettings').some(
    ({organizationUrl}) =>
      organizationUrl === null || new URL(organizationUrl).origin === new URL(url).origin,
  )
}

function pagePaths(sources: readonly AnySource[]): Map<string, string> {
  return new Map(
    sources
      .filter(isOfPageType)
      .filter(({status}) => status === 'active')
      .map(({_id, _type, language, slug}) => [
        _id,
        pagePath(language, COLLECTION_OF_TYPE[_type], slug),
      ]),
  )
}
