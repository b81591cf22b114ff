import type {LedgerV1} from '../../schemas/api/v1/ledger.ts'
import {COLLECTION_OF_TYPE, pagePath} from '../../schemas/api/v1/links.ts'
import {hostOf, pageIn} from '../../schemas/lib/page-address.ts'
import {ContentIndex} from './content-index.ts'
import type {ContentProblem} from './errors.ts'
import {isOfPageType, ofType, type LoadedContent} from './load.ts'

/** What the documents alone do not say of their addresses. */
export interface PublishedSite {
  /** Absolute address of the site; `null`: not known. */
  readonly baseUrl: string | null
  /** Of the last publication. */
  readonly ledger: LedgerV1 | null
}

/** Who decides what an address answers. */
interface Claim {
  readonly address: string
  /** `_id`; of a page that is no longer published, its stable id. */
  readonly owner: string
  readonly kind: 'page' | 'former' | 'redirect' | 'gone'
  /** Language and stable id of the page that is meant; `null` of a redirect. */
  readonly edition: string | null
  /** Where the owner says so, and what. */
  readonly path: string
  readonly value: string
}

/**
 * An address never gets another meaning: what the last publication had at it meets there what the
 * documents now want. That they agree among themselves, rule S23 sees to.
 */
export function addressProblems(content: LoadedContent, site: PublishedSite): ContentProblem[] {
  const decided = Map.groupBy(claimsOf(content), ({address}) => address)
  const problems: ContentProblem[] = []
  for (const gone of goneFrom(content, site.ledger)) {
    const claims = decided.get(gone.address) ?? []
    const isKept = claims.some(
      ({owner, edition}) => owner === gone.owner || edition === gone.edition,
    )
    const [claim] = claims
    if (claim === undefined) decided.set(gone.address, [gone])
    else if (!isKept) problems.push(clash(claim, gone.owner))
  }
  return [...problems, ...targetProblems(content, site, decided)]
}

function claimsOf({sources, translations}: LoadedContent): Claim[] {
  const index = new ContentIndex({sources, translations})
  const ofPages = sources.filter(isOfPageType).flatMap((source): Claim[] => {
    const {_id: owner, _type, language, slug, slugHistory} = source
    const edition = `${language} ${index.stableId(owner)}`
    const addressOf = (value: string) => pagePath(language, COLLECTION_OF_TYPE[_type], value)
    return [
      {address: addressOf(slug), owner, kind: 'page', edition, path: 'slug.current', value: slug},
      ...slugHistory.map((value, place): Claim => {
        const path = `slugHistory[${place}]`
        return {address: addressOf(value), owner, kind: 'former', edition, path, value}
      }),
    ]
  })
  const ofRedirects = ofType(sources, 'redirect').map(({_id: owner, from}): Claim => {
    return {address: from, owner, kind: 'redirect', edition: null, path: 'from', value: from}
  })
  return [...ofPages, ...ofRedirects]
}

/** Addresses that the last publication had or remembered. */
function goneFrom({sources}: LoadedContent, ledger: LedgerV1 | null): Claim[] {
  const languageOf = new Map(sources.filter(isOfPageType).map(({_id, language}) => [_id, language]))
  return [...(ledger?.documents ?? []), ...(ledger?.tombstones ?? [])].flatMap(
    ({id: owner, locale, path, slug: value}): Claim[] => {
      // A translation takes the id of its base document when they are linked, and loses it after.
      if ((languageOf.get(owner) ?? locale) !== locale) return []
      const address = `/${path.replace(/\.json$/, '/')}`
      return [{address, owner, kind: 'gone', edition: `${locale} ${owner}`, path: '', value}]
    },
  )
}

function clash({owner: documentId, kind, path, value}: Claim, gone: string): ContentProblem {
  const at = {documentId, path, value}
  return kind === 'redirect'
    ? {
        ...at,
        problem: `was the address of ${gone}, and says that it is no longer published`,
        hint: `delete the redirect; to lead readers on, publish ${gone} again and withdraw it with a page to read instead`,
      }
    : {
        ...at,
        problem: `was the slug of ${gone}, whose copies still ask at that address`,
        hint:
          kind === 'page'
            ? `choose a slug that no page ever had, or publish ${gone} again`
            : 'remove it here',
      }
}

/** Each host follows redirects in its own way: one that leads to another may end nowhere. */
function targetProblems(
  {sources}: LoadedContent,
  {baseUrl}: PublishedSite,
  decided: ReadonlyMap<string, readonly Claim[]>,
): ContentProblem[] {
  return ofType(sources, 'redirect').flatMap(({_id, toUrl}): ContentProblem[] => {
    if (toUrl === null || baseUrl === null || hostOf(toUrl) !== hostOf(baseUrl)) return []
    const [claim] = decided.get(pageIn(toUrl)) ?? []
    if (claim === undefined || claim.kind === 'page') return []
    return [
      {
        documentId: _id,
        path: 'toUrl',
        value: toUrl,
        problem:
          claim.owner === _id
            ? 'leads back to itself'
            : claim.kind === 'redirect'
              ? `leads to an address that ${claim.owner} redirects again`
              : `leads to an address that ${claim.owner} no longer has`,
        hint: 'lead straight to the document',
      },
    ]
  })
}
