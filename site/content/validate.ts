import {BASE_LANGUAGE, languages} from '../../schemas/languages/index.ts'
import {
  choiceOf,
  circlesThrough,
  faultOf,
  linksOf,
  repeatedLinks,
} from '../../schemas/rules/links.ts'
import {RESERVED_SLUGS} from '../../schemas/lib/slug.ts'
import {termAnchor} from '../../schemas/lib/term-anchor.ts'
import {pathText} from './issues.ts'
import {withReservation, type ContentProblem} from './errors.ts'
import {
  isOfPageType,
  ofType,
  type AnySource,
  type LoadedContent,
  type PageSource,
  type Row,
} from './load.ts'
import {redirectProblems} from './redirects.ts'

/** All that is wrong with the content: in its documents, and between them. */
export function validateContent(content: LoadedContent): ContentProblem[] {
  return [...content.problems, ...crossProblems(content)]
}

/**
 * What is wrong between documents: broken references, names taken twice, circles, gates. Each check
 * looks at the documents that are valid by themselves, so one mistake is not reported twice.
 */
function crossProblems(content: LoadedContent): ContentProblem[] {
  const problems = [
    ...referenceProblems(content),
    ...repetitionProblems(content.sources),
    ...slugProblems(content.rows),
    ...historyProblems(content.sources),
    ...languageProblems(content),
    ...circleProblems(content.sources),
    ...withdrawalProblems(content.sources),
    ...reviewProblems(content),
    ...glossaryProblems(content.sources),
    ...redirectProblems(content),
  ]
  return problems.map((problem) => ({
    ...problem,
    hint: withReservation(problem.hint, content.problems),
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

/** Slugs are compared as a disk without upper case would: all of them, valid or not. */
function slugProblems(rows: ReadonlyMap<string, Row>): ContentProblem[] {
  const problems: ContentProblem[] = []
  const owners = new Map<string, string>()
  for (const row of [...rows.values()].toSorted((a, b) => (a._id < b._id ? -1 : 1))) {
    const slug = row['slug']
    if (typeof slug !== 'string') continue
    const at = {documentId: row._id, path: 'slug.current', value: slug}
    const name = slug.normalize('NFC').toLowerCase()
    if (RESERVED_SLUGS.some((reserved) => reserved === name)) {
      problems.push({
        ...at,
        problem: 'is a name that the site uses itself',
        hint: 'add a word to the slug',
      })
    }
    const language = typeof row['language'] === 'string' ? row['language'] : ''
    const key = [row._type, language, name].join('\n')
    const owner = owners.get(key)
    if (owner === undefined) owners.set(key, row._id)
    else {
      problems.push({
        ...at,
        problem: `is also the slug of ${owner}`,
        hint: `give ${row._id} or ${owner} another slug`,
      })
    }
  }
  return problems
}

function addressKey(source: PageSource, slug: string): string {
  return [source._type, source.language, slug].join('\n')
}

/** A former slug may lead to one document only, and to none that is in use. */
function historyProblems(sources: readonly AnySource[]): ContentProblem[] {
  const documents = sources.filter(isOfPageType)
  const live = new Map(documents.map((source) => [addressKey(source, source.slug), source._id]))
  const former = new Map<string, string>()
  return documents.flatMap((source) =>
    source.slugHistory.flatMap((slug, index): ContentProblem[] => {
      const owner = live.get(addressKey(source, slug)) ?? former.get(addressKey(source, slug))
      former.set(addressKey(source, slug), source._id)
      if (owner === undefined) return []
      return [
        {
          documentId: source._id,
          path: `slugHistory[${index}]`,
          value: slug,
          problem: `is a slug of ${owner} as well`,
          hint: 'remove it here, or rename the other document',
        },
      ]
    }),
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

/** A document that comes before itself would have no place among the others. */
function circleProblems(sources: readonly AnySource[]): ContentProblem[] {
  const byId = new Map(sources.map((source) => [source._id, source]))
  return sources.flatMap((source) =>
    circlesThrough(source, (id) => byId.get(id))
      // A link to the document itself is reported as a reference.
      .filter(({ids}) => ids.length > 2)
      .map(({field, ids}) => ({
        documentId: source._id,
        path: field,
        value: ids[1],
        problem: `goes round in a circle: ${ids.join(' → ')}`,
        hint: 'remove one of these links',
      })),
  )
}

function withdrawalProblems(sources: readonly AnySource[]): ContentProblem[] {
  return sources
    .filter(isOfPageType)
    .filter((source) => source.status === 'withdrawn' && source.withdrawal === null)
    .map((source) => ({
      documentId: source._id,
      path: 'withdrawal',
      problem: 'is missing on a withdrawn document',
      hint: 'say why and since when it is withdrawn',
    }))
}

/** The gate of `requireClinicalReview`: from then on nothing unreviewed is published. */
function reviewProblems({sources}: LoadedContent): ContentProblem[] {
  const gated = new Set(
    ofType(sources, 'siteSettings')
      .filter((settings) => settings.requireClinicalReview)
      .map((settings) => settings.language),
  )
  const people = new Map(ofType(sources, 'contributor').map((person) => [person._id, person]))
  const mayReview = (id: string) => {
    const person = people.get(id)
    // Nobody is known by this id: that has been reported elsewhere.
    return person === undefined || (person.role === 'clinician' && person.credentials !== null)
  }
  return sources
    .filter(isOfPageType)
    .filter((source) => gated.has(source.language) && source.status === 'active')
    .flatMap((source): ContentProblem[] => {
      const {review} = source
      if (review === null || review.lastReviewed === null) {
        return [
          {
            documentId: source._id,
            path: 'review.lastReviewed',
            problem: 'is missing, and this site publishes reviewed documents only',
            hint: 'have a clinician press "Mark as reviewed" in Studio',
          },
        ]
      }
      if (review.reviewedBy.some(mayReview)) return []
      return [
        {
          documentId: source._id,
          path: 'review.reviewedBy',
          value: review.reviewedBy.join(', '),
          problem: 'names no clinician with credentials',
          hint: 'have a clinician review the document',
        },
      ]
    })
}

function glossaryProblems(sources: readonly AnySource[]): ContentProblem[] {
  const owners = new Map<string, string>()
  return ofType(sources, 'glossaryTerm').flatMap((term): ContentProblem[] => {
    const key = `${term.language}\n${termAnchor(term)}`
    const owner = owners.get(key)
    if (owner === undefined) {
      owners.set(key, term._id)
      return []
    }
    return [
      {
        documentId: term._id,
        path: 'term',
        value: term.term,
        problem: `is explained by ${owner} already`,
        hint: 'keep one of the two',
      },
    ]
  })
}
