import {BASE_LANGUAGE, languages} from '../../schemas/languages/index.ts'
import {checkGates} from '../../schemas/rules/index.ts'
import {choiceOf, faultOf, linksOf, repeatedLinks} from '../../schemas/rules/links.ts'
import {withPlaces} from '../../schemas/rules/path.ts'
import {addressProblems, type PublishedSite} from './addresses.ts'
import {withReservation, type ContentProblem} from './errors.ts'
import {pathText} from './issues.ts'
import type {AnySource, LoadedContent} from './load.ts'

/**
 * All that is wrong with the content: in its documents, between them, and with what was published.
 * @param site what is known of the site that they are published on.
 */
export function validateContent(
  content: LoadedContent,
  site: PublishedSite = {baseUrl: null, ledger: null},
): ContentProblem[] {
  const found = [
    ...content.problems,
    ...[
      ...referenceProblems(content),
      ...repetitionProblems(content.sources),
      ...languageProblems(content),
      ...addressProblems(content, site),
    ].map((problem) => withDoubt(problem, content)),
  ]
  const places = new Set(found.map(placeOf))
  // What is wrong with a value by itself is not said again of its place among the documents.
  const gates = gateProblems(content).filter((problem) => !places.has(placeOf(problem)))
  return [...found, ...gates.map((problem) => withDoubt(problem, content))]
}

function withDoubt(problem: ContentProblem, {problems}: LoadedContent): ContentProblem {
  return {...problem, hint: withReservation(problem.hint, problems)}
}

function placeOf({documentId, path}: ContentProblem): string {
  return `${documentId}\n${path}`
}

/** What the rules find that the site cannot be published without. */
function gateProblems({dataset}: LoadedContent): ContentProblem[] {
  const today = new Date().toISOString().slice(0, 10)
  return checkGates(dataset, today).map((finding) => ({
    documentId: finding.documentId,
    path: pathText(withPlaces(finding.segments, dataset.byId.get(finding.documentId))),
    ...(finding.value === undefined ? {} : {value: finding.value}),
    problem: finding.message,
    hint: finding.hint,
    rule: finding.rule,
  }))
}

function referenceProblems({sources, rows, problems}: LoadedContent): ContentProblem[] {
  const lost = new Set(problems.flatMap(({lostIds = []}) => lostIds))
  return sources.flatMap((source) =>
    linksOf(source).flatMap((link): ContentProblem[] => {
      const {target, declared} = link
      const row = rows.get(target)
      const at = {documentId: source._id, path: pathText(link.path), value: target}
      // There is such a document; that it cannot be read is reported with its line.
      if (row === undefined && lost.has(target)) return []
      if (row === undefined) {
        return [
          {
            ...at,
            problem: `points at a document that is not published`,
            hint: `publish ${target}, or choose another document`,
          },
        ]
      }
      switch (faultOf(link, source, row)) {
        case undefined:
          return []
        case 'self':
          return [{...at, problem: 'points at its own document', hint: 'choose another document'}]
        case 'type':
          return [
            {
              ...at,
              problem: `points at a document of type ${row._type}`,
              hint: `choose a ${declared.to.join(' or ')}`,
            },
          ]
        case 'condition':
          return [{...at, problem: `is not ${choiceOf(link)}`, hint: `choose ${choiceOf(link)}`}]
      }
    }),
  )
}

/** A second link in a list would show the same document to readers twice. */
function repetitionProblems(sources: readonly AnySource[]): ContentProblem[] {
  return sources.flatMap((source) =>
    repeatedLinks(source).map(({path, target}) => ({
      documentId: source._id,
      path: pathText(path),
      value: target,
      problem: 'is linked twice',
      hint: 'remove one of the two',
    })),
  )
}

function languageProblems({sources, rows, translations}: LoadedContent): ContentProblem[] {
  const problems: ContentProblem[] = []
  const known: readonly string[] = languages.map((language) => language.id)
  const used = new Set<string>([BASE_LANGUAGE])
  for (const source of sources) {
    if (!('language' in source)) continue
    if (known.includes(source.language)) {
      if (source._type !== 'siteSettings') used.add(source.language)
      continue
    }
    problems.push({
      documentId: source._id,
      path: 'language',
      value: source.language,
      problem: 'is not a language of this site',
      hint: `use ${known.join(' or ')}, or add the language to schemas/languages/index.ts`,
    })
  }
  const settings = [...rows.values()].filter((row) => row._type === 'siteSettings')
  for (const language of used) {
    const own = settings.filter((row) => row['language'] === language)
    if (own.length === 1) continue
    problems.push({
      documentId: own[1]?._id ?? `siteSettings (${language})`,
      path: 'language',
      value: language,
      problem: own.length === 0 ? 'there are no site settings' : 'has site settings twice',
      hint: own.length === 0 ? 'publish the site settings of this language' : 'keep one of them',
    })
  }
  for (const group of translations) {
    const seen = new Map<string, string>()
    group.translations.forEach(({language, document}, index) => {
      const earlier = seen.get(language)
      seen.set(language, document)
      if (earlier === undefined) return
      problems.push({
        documentId: group._id,
        path: `translations[${index}]`,
        value: document,
        problem: `is a second ${language} document beside ${earlier}`,
        hint: 'keep one translation a language',
      })
    })
  }
  return problems
}
