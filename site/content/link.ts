import {languages, type Language} from '../../schemas/languages/index.ts'
import {ContentIndex} from './content-index.ts'
import {ofType, type AnySource, type LoadedContent, type PageSource, type SourceOf} from './load.ts'
import {LocaleGraph} from './locale-graph.ts'

/** The content with every relation looked up, from both of its ends. */
export interface LinkedContent {
  readonly sources: readonly AnySource[]
  /** In order of the languages; one without site settings is not published. */
  readonly locales: readonly LinkedLocale[]
  readonly redirects: readonly LinkedRedirect[]
}

/** The content seen in one language. */
export interface LinkedLocale {
  readonly language: Language
  readonly settings: SourceOf<'siteSettings'>
  readonly graph: LocaleGraph
}

export interface LinkedRedirect {
  /** Root-relative. */
  readonly from: string
  /** The document in the language of `from`, or an absolute address. */
  readonly to: PageSource | string
  readonly permanent: boolean
}

/** Links loaded content, once for each language. */
export function linkContent(content: LoadedContent): LinkedContent {
  const index = new ContentIndex(content)
  const allSettings = ofType(content.sources, 'siteSettings')
  return {
    sources: content.sources,
    locales: languages.flatMap((language): LinkedLocale[] => {
      const settings = allSettings.find((candidate) => candidate.language === language.id)
      if (settings === undefined) return []
      return [{language, settings, graph: new LocaleGraph(index, language.id)}]
    }),
    redirects: ofType(content.sources, 'redirect').flatMap((redirect): LinkedRedirect[] => {
      const {from, permanent} = redirect
      const to = targetOf(redirect, index)
      // Validation names a redirect that leads nowhere; a preview does without it.
      return to === undefined ? [] : [{from, to, permanent}]
    }),
  }
}

function targetOf(
  {from, toDocument, toUrl}: SourceOf<'redirect'>,
  index: ContentIndex,
): PageSource | string | undefined {
  const locale = from.split('/')[1] ?? ''
  return toDocument === null ? (toUrl ?? undefined) : index.edition(toDocument, locale)
}
