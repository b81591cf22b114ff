import type {ValidationContext} from '@sanity/types'
import {COLLECTIONS, TYPE_OF_COLLECTION} from '../../api/v1/links.ts'
import {languages} from '../../languages/index.ts'
import {askLake, IS_OTHER, IS_PUBLISHED, NAMED, nameOf, type Named} from '../../objects/ask-lake.ts'
import {publishedId} from '../../lib/document-id.ts'

interface Claims {
  readonly page: Named | null
  readonly before: Named | null
  readonly twin: Named | null
  readonly leading: readonly {readonly from: string; readonly toUrl: string}[]
  readonly sites: readonly (string | null)[]
}

const CLAIMS_QUERY = `{
  "page": *[_type == $type && language == $locale && slug.current == $slug &&
    ${IS_PUBLISHED}][0]{${NAMED}},
  "before": *[_type == $type && language == $locale && $slug in slugHistory &&
    ${IS_PUBLISHED}][0]{${NAMED}},
  "twin": *[_type == "redirect" && from == $from && ${IS_OTHER}][0]{${NAMED}},
  "leading": *[_type == "redirect" && defined(toUrl) && ${IS_PUBLISHED} && ${IS_OTHER}]{from, toUrl},
  "sites": *[_type == "siteSettings" && ${IS_PUBLISHED}].organizationUrl
}`

/** Whether the old address is one that nothing else answers at. */
export async function isOldAddress(
  from: string | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (from === undefined || !from.startsWith('/')) return true
  const [, locale = '', collection = '', slug = ''] = from.split('/')
  if (!languages.some(({id}) => id === locale))
    return `Begin with a language of this site: ${languages.map(({id}) => `/${id}/`).join(' or ')}.`
  const known = COLLECTIONS.find((candidate) => candidate === collection)
  const params = {
    type: known === undefined ? '' : TYPE_OF_COLLECTION[known],
    locale,
    slug,
    from,
    self: publishedId(context.document?._id ?? ''),
  }
  const claims = await askLake<Claims>(context, CLAIMS_QUERY, params, 'redirect.is-old')
  if (claims.page !== null)
    return `This is the address of ${nameOf(claims.page)}, so readers would never see that page. To replace it, withdraw the page and choose what to read instead.`
  if (claims.before !== null)
    return `This old address of ${nameOf(claims.before)} leads there already. No redirect is needed.`
  if (claims.twin !== null)
    return 'Another redirect leads from this address already. Change that one, or delete it.'
  const leading = claims.leading.find(({toUrl}) => ownPath(toUrl, claims.sites) === from)
  if (leading !== undefined)
    return `The redirect from ${leading.from} leads here. Let that one lead to the page itself.`
  return true
}

const NEXT_QUERY = `{
  "froms": *[_type == "redirect" && ${IS_OTHER}].from,
  "sites": *[_type == "siteSettings" && ${IS_PUBLISHED}].organizationUrl
}`

/** Whether the target is the end of the way, and not the start of another redirect. */
export async function isFinal(
  toUrl: string | undefined,
  context: ValidationContext,
): Promise<true | string> {
  if (toUrl === undefined) return true
  const {froms, sites} = await askLake<{froms: string[]; sites: (string | null)[]}>(
    context,
    NEXT_QUERY,
    {self: publishedId(context.document?._id ?? '')},
    'redirect.is-final',
  )
  const path = ownPath(toUrl, sites)
  if (path === undefined) return true
  if (path === context.document?.['from']) return 'This leads back to the old address itself.'
  if (!froms.includes(path)) return true
  return 'Another redirect leads on from there. Lead straight to the last page.'
}

/** Path of an address that may be on this site; a site that names no address of its own cannot tell. */
function ownPath(address: string, sites: readonly (string | null)[]): string | undefined {
  const url = URL.parse(address)
  if (url === null) return undefined
  const isOwn = sites.some((site) => !site || URL.parse(site)?.origin === url.origin)
  return isOwn ? url.pathname : undefined
}
