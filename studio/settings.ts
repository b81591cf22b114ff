import {useEffect, useState} from 'react'
import {useClient} from 'sanity'
import {BASE_LANGUAGE} from '../schemas/languages/index.ts'
import {SANITY_API_VERSION} from '../schemas/lib/sanity-api.ts'

/**
 * Whether site settings ask for a clinical review before a page is published. Read anew for every
 * form, and true until the answer is known, so that a slow connection opens no gap.
 */
export function useRequiresReview(language = BASE_LANGUAGE): boolean {
  const client = useClient({apiVersion: SANITY_API_VERSION})
  const [required, setRequired] = useState(true)
  useEffect(() => {
    const query = `*[_type == "siteSettings" && language == $language][0].requireClinicalReview`
    const subscription = client.observable
      .fetch<boolean | null>(query, {language}, {perspective: 'published', tag: 'settings'})
      .subscribe({
        next: (answer) => setRequired(answer === true),
        error: (error: unknown) => console.error('[studio] site settings could not be read', error),
      })
    return () => subscription.unsubscribe()
  }, [client, language])
  return required
}
