import {
  COLLECTION_OF_TYPE,
  collectionPath,
  COLLECTIONS,
  pagePath,
  SITE_PAGES,
  TYPE_OF_COLLECTION,
} from '../../api/v1/links.ts'
import {PAGE_TYPES} from '../../documents/type-lists.ts'
import {TYPES_WITH} from '../../generated/types-with.ts'
import {languages} from '../../languages/index.ts'
import {hostOf, pageIn} from '../../lib/page-address.ts'
import type {IndexedDocument} from '../dataset-index.ts'
import type {Dataset} from '../dataset.ts'
import {languageOf} from '../language.ts'
import {firstOther, named} from '../named.ts'
import {type DatasetContext, defineGate, type Problem} from '../rule.ts'
import {ours} from '../sources.ts'
import {attribute, isOfType, object, strings, text} from '../value.ts'

type Addressed = IndexedDocument<(typeof TYPES_WITH.slug)[number]>
type Redirect = IndexedDocument<'redirect'>

/** What answers at an address now, or did before. */
interface AddressBook {
  /** Documents by type, language and slug. */
  readonly slugs: ReadonlyMap<string, readonly Addressed[]>
  readonly slugsOfDrafts: ReadonlyMap<string, readonly Addressed[]>
  /** Pages by type, language and a slug that they had. */
  readonly formerSlugs: ReadonlyMap<string, readonly Addressed[]>
  /** Redirects by the path that they lead away from. */
  readonly redirects: ReadonlyMap<string, readonly Redirect[]>
}

const books = new WeakMap<Dataset, AddressBook>()

function addressBook(dataset: Dataset): AddressBook {
  const known = books.get(dataset)
  if (known) return known
  const published = [...dataset.byId.values()].filter(hasAddress)
  const book = {
    slugs: indexBy(published, (document) => [ownKey(document)]),
    slugsOfDrafts: indexBy(dataset.drafts.filter(hasAddress), (document) => [ownKey(document)]),
    formerSlugs: indexBy(published, (document) => former(document).map(({key}) => key)),
    redirects: indexBy(dataset.ofType('redirect'), ({from}) => [text(from)]),
  }
  books.set(dataset, book)
  return book
}

function hasAddress(document: IndexedDocument): document is Addressed {
  return isOfType(document, TYPES_WITH.slug)
}

function indexBy<D>(
  documents: readonly D[],
  keysOf: (document: D) => readonly (string | undefined)[],
): Map<string, D[]> {
  const index = new Map<string, D[]>()
  for (const document of documents) {
    for (const key of new Set(keysOf(document))) {
      if (key !== undefined) index.set(key, [...(index.get(key) ?? []), document])
    }
  }
  return index
}

/** Slugs are compared as a disk that knows no upper case would. */
function keyOf(type: string, language: string, slug: string): string {
  return [type, language, slug.normalize('NFC').toLowerCase()].join('\n')
}

function slugOf({slug}: Addressed): string | undefined {
  return text(object(slug)?.current)
}

function ownKey(document: Addressed): string | undefined {
  const slug = slugOf(document)
  return slug === undefined ? undefined : keyOf(document._type, languageOf(document), slug)
}

function former(document: Addressed): {index: number; slug: string; key: string}[] {
  return strings(attribute(document, 'slugHistory')).map(({segment: index, value: slug}) => ({
    index,
    slug,
    key: keyOf(document._type, languageOf(document), slug),
  }))
}

/** Several addresses at one place would leave it to the web server which of them readers see. */
export const s23 = defineGate({
  id: 'S23',
  severity: 'error',
  title: 'One address belongs to one document',
  source: ours('a web server gives one answer at an address'),
  types: [...TYPES_WITH.slug, 'redirect'],
  *check(document, context) {
    const book = addressBook(context.dataset)
    if (isOfType(document, ['redirect'])) {
      yield* redirectedAddress(document, book, context)
      return
    }
    yield* ownAddress(document, book, context)
    yield* formerAddresses(document, book, context)
  },
})

function* ownAddress(
  document: Addressed,
  {slugs, slugsOfDrafts, formerSlugs, redirects}: AddressBook,
  context: DatasetContext,
): Generator<Problem> {
  const slug = slugOf(document)
  const key = ownKey(document)
  if (slug === undefined || key === undefined) return
  const at = {path: ['slug', 'current'], value: slug}
  const hint = 'Add a word that tells the two apart.'
  const owner =
    firstOther(slugs.get(key), document, context) ??
    (context.isEdited ? firstOther(slugsOfDrafts.get(key), document, context) : undefined)
  if (owner !== undefined) {
    const name = named(owner, context)
    yield {
      ...at,
      message: `is also the slug of ${name}`,
      hint,
      inForm: `This address is taken by ${name}. ${hint}`,
    }
    return
  }
  // The other document has the fault where nobody is changing this one.
  if (!context.isEdited) return
  const before = firstOther(formerSlugs.get(key), document, context)
  if (before !== undefined) {
    const name = named(before, context)
    yield {
      ...at,
      message: `is a former slug of ${name}`,
      hint,
      inForm: `This address still leads to ${name}, which had it before. ${hint}`,
    }
  }
  const path = isOfType(document, PAGE_TYPES)
    ? pagePath(languageOf(document), COLLECTION_OF_TYPE[document._type], slug)
    : ''
  if (redirects.has(path)) {
    yield {
      ...at,
      message: `is redirected: a redirect leads from ${path} to somewhere else`,
      hint: 'Choose another address, or delete the redirect.',
    }
  }
}

function* formerAddresses(
  document: Addressed,
  {slugs, formerSlugs}: AddressBook,
  context: DatasetContext,
): Generator<Problem> {
  const current = ownKey(document)
  const seen = new Set<string>()
  for (const {index, slug, key} of former(document)) {
    const at = {path: ['slugHistory', index], value: slug}
    const owner =
      slugs.get(key)?.find(({_id}) => _id !== document._id) ??
      firstOther(formerSlugs.get(key), document, context)
    if (owner !== undefined) {
      const name = named(owner, context)
      yield {
        ...at,
        message: `is a slug of ${name} as well`,
        hint: 'Remove it here, or give the other document another address.',
        inForm: `The former address “${slug}” is one of ${name} as well.`,
      }
    } else if (!context.isEdited && (key === current || seen.has(key))) {
      // Publishing in Studio takes the present address out of the former ones by itself.
      yield {
        ...at,
        message: key === current ? 'is the slug that the page has now' : 'is listed twice',
        hint: 'Remove it from the former addresses.',
      }
    }
    seen.add(key)
  }
}

/** Key of the page that a path is the address of. */
function pageKey(path: string): string {
  const [, locale = '', folder, slug = ''] = path.split('/')
  const collection = COLLECTIONS.find((known) => known === folder)
  return keyOf(collection === undefined ? '' : TYPE_OF_COLLECTION[collection], locale, slug)
}

/** Pages that belong to no document. */
function ownPages(locale: string): string[] {
  return [
    ...SITE_PAGES.map((page) => `/${locale}/${page}`),
    ...COLLECTIONS.map((collection) => collectionPath(locale, collection)),
  ]
}

function* redirectedAddress(
  document: Redirect,
  {slugs, formerSlugs, redirects}: AddressBook,
  context: DatasetContext,
): Generator<Problem> {
  const from = text(document.from)
  if (from === undefined || !from.startsWith('/')) return
  const at = {path: ['from'], value: from}
  const [, locale = ''] = from.split('/')
  if (!languages.some(({id}) => id === locale)) {
    yield {
      ...at,
      message: 'does not begin with a language of this site',
      hint: `Begin with ${languages.map(({id}) => `/${id}/`).join(' or ')}.`,
    }
  }
  if (ownPages(locale).includes(from)) {
    yield {
      ...at,
      message: 'is a page of the site itself',
      hint: 'Redirect from addresses that no page has.',
    }
  }
  const key = pageKey(from)
  const [page] = slugs.get(key) ?? []
  const [before] = formerSlugs.get(key) ?? []
  const twin = firstOther(redirects.get(from), document, context)
  if (page !== undefined) {
    const name = named(page, context)
    yield {
      ...at,
      message: `is the address of ${name}`,
      hint: 'To replace that page, withdraw it and choose what to read instead.',
      inForm: `This is the address of ${name}, so readers would never see that page. To replace it, withdraw the page and choose what to read instead.`,
    }
  } else if (before !== undefined) {
    const name = named(before, context)
    yield {
      ...at,
      message: `is a former address of ${name}, which leads there already`,
      hint: 'Delete the redirect.',
      inForm: `This old address of ${name} leads there already. No redirect is needed.`,
    }
  } else if (twin !== undefined) {
    yield {
      ...at,
      message: `is redirected by ${named(twin, context)} already`,
      hint: 'Keep one of the two.',
      inForm: 'Another redirect leads from this address already. Change that one, or delete it.',
    }
  }
}

/** Every stop on the way costs a reader time, and a circle leads nowhere. */
export const s24 = defineGate({
  id: 'S24',
  severity: 'error',
  title: 'A redirect leads straight to its end',
  source: ours('each stop on the way costs a reader time, and a circle leads nowhere'),
  types: ['redirect'],
  *check(document, context) {
    const {dataset, isEdited} = context
    const redirects = dataset.ofType('redirect').filter(({_id}) => _id !== document._id)
    const target = ownPath(document, dataset)
    const next = redirects.find(({from}) => text(from) === target)
    const [before] = addressBook(dataset).formerSlugs.get(pageKey(target ?? '')) ?? []
    if (target !== undefined && target === text(document.from)) {
      yield {
        path: ['toUrl'],
        value: document.toUrl,
        message: 'leads back to itself',
        hint: 'Lead straight to the document.',
      }
    } else if (target !== undefined && next !== undefined) {
      yield {
        path: ['toUrl'],
        value: document.toUrl,
        message: `leads to an address that ${named(next, context)} redirects again`,
        hint: 'Lead straight to the last page.',
      }
    } else if (before !== undefined) {
      yield {
        path: ['toUrl'],
        value: document.toUrl,
        message: `leads to a former address of ${named(before, context)}`,
        hint: 'Lead straight to the page.',
      }
    }
    if (!isEdited) return
    const earlier = redirects.find((other) => {
      const path = ownPath(other, dataset)
      return path !== undefined && path === text(document.from)
    })
    if (earlier === undefined) return
    yield {
      path: ['from'],
      value: document.from,
      message: `is where the redirect from ${text(earlier.from) ?? ''} leads`,
      hint: 'Let that one lead to the page itself.',
    }
  },
})

/** Page that a target may be on this site; a site that names no address of its own cannot tell. */
function ownPath({toUrl}: Redirect, dataset: Dataset): string | undefined {
  const url = text(toUrl)
  if (url === undefined || !URL.canParse(url)) return undefined
  const isOwn = dataset.ofType('siteSettings').some(({organizationUrl}) => {
    const site = text(organizationUrl)
    return site === undefined || (URL.canParse(site) && hostOf(site) === hostOf(url))
  })
  return isOwn ? pageIn(url) : undefined
}
