/** What lists of a type are called; a type that is not here is called by its title. */
export const PLURALS: Readonly<Record<string, string>> = {
  procedure: 'Procedures',
  technique: 'Techniques',
  condition: 'Conditions',
  faq: 'FAQs',
  topic: 'Topics',
  source: 'Sources',
  contributor: 'Contributors',
  glossaryTerm: 'Glossary',
  redirect: 'Redirects',
}
