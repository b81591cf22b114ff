import {API_ROOT, COLLECTIONS} from '../../schemas/api/v1/links.ts'
import type {FilesByPath} from './verify.ts'

/** Links and pictures of a publication: of its pages, and of the HTML that its API hands to others. */

const API_FOLDER = `${API_ROOT.slice(1)}/`
const decoder = new TextDecoder('utf-8', {fatal: true})

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#34': '"',
  '#38': '&',
}

function unescape(text: string): string {
  return text.replaceAll(
    /&(amp|lt|gt|quot|#39|#34|#38);/g,
    (whole, name: string) => ENTITIES[name] ?? whole,
  )
}

function addressesIn(html: string): string[] {
  return [...html.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, raw]) => unescape(raw ?? ''))
}

/**
 * Links and pictures that lead to no file, fragments that name no element, and addresses in the API
 * that mean something only on this site.
 * @param addresses in the documents of the API, by path
 */
export function linkProblems(
  files: FilesByPath,
  baseUrl: string,
  addresses: ReadonlyMap<string, readonly string[]> = addressesOfAll(files),
): string[] {
  const targets = new Targets(files, baseUrl)
  const problems = new Set<string>()
  for (const [path, bytes] of files) {
    if (!path.endsWith('.html')) continue
    const page = `${baseUrl}/${path.replace(/index\.html$/, '')}`
    for (const address of addressesIn(decoder.decode(bytes))) {
      const problem = targets.problemOf(new URL(address, page))
      if (problem !== null) problems.add(`${path}: links to ${address}, ${problem}`)
    }
  }
  // A copy of the API alone leads to the pages of its origin.
  const hasPages = files.has('index.html')
  for (const [path, linked] of addresses) {
    for (const address of linked) {
      const url = URL.parse(address)
      const problem =
        url === null
          ? 'which is not absolute: it would lead astray on the page of a partner'
          : hasPages
            ? targets.problemOf(url)
            : null
      if (problem !== null) problems.add(`${path}: links to ${address}, ${problem}`)
    }
  }
  return [...problems]
}

function addressesOfAll(files: FilesByPath): Map<string, readonly string[]> {
  return new Map(
    [...files]
      .filter(([path]) => isDocument(path))
      .map(([path, bytes]) => [path, documentAddresses(path, parsed(bytes))]),
  )
}

/** The check of contracts names what is not JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    return null
  }
}

/** Documents and their Portable Text. */
function isDocument(path: string): boolean {
  if (!path.startsWith(API_FOLDER) || !path.endsWith('.json')) return false
  const [, collection] = path.slice(API_FOLDER.length).split('/')
  return COLLECTIONS.some((name) => name === collection)
}

/** Addresses in a document of the API; none in its other files. */
export function documentAddresses(path: string, value: unknown): string[] {
  return isDocument(path) ? addressesOf(value) : []
}

/** Addresses in HTML and Portable Text, wherever in a document these stand. */
function addressesOf(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) => {
    if (typeof entry !== 'string') return addressesOf(entry)
    if (key === 'html') return addressesIn(entry)
    return key === 'href' || key === 'src' ? [entry] : []
  })
}

class Targets {
  readonly #files: FilesByPath
  readonly #origin: string
  readonly #redirects: ReadonlySet<string>
  readonly #anchors = new Map<string, ReadonlySet<string>>()

  constructor(files: FilesByPath, baseUrl: string) {
    this.#files = files
    this.#origin = new URL(baseUrl).origin
    this.#redirects = redirectSources(files)
  }

  /** Why an address of this site leads nowhere; `null` where it leads somewhere or elsewhere. */
  problemOf(url: URL): string | null {
    if (url.origin !== this.#origin) return null
    const target = decodeURI(url.pathname).slice(1)
    const file = target === '' || target.endsWith('/') ? `${target}index.html` : target
    if (!this.#files.has(file)) {
      return this.#redirects.has(`/${target}`) ? null : 'which does not exist'
    }
    if (url.hash.length <= 1 || !file.endsWith('.html')) return null
    const id = decodeURIComponent(url.hash.slice(1))
    return this.#anchorsOf(file).has(id) ? null : `but nothing there has the id "${id}"`
  }

  #anchorsOf(path: string): ReadonlySet<string> {
    const known = this.#anchors.get(path)
    if (known !== undefined) return known
    const html = decoder.decode(this.#files.get(path))
    const found = new Set(
      [...html.matchAll(/\sid="?([^"\s>]+)/g)].map(([, id]) => unescape(id ?? '')),
    )
    this.#anchors.set(path, found)
    return found
  }
}

function redirectSources(files: FilesByPath): ReadonlySet<string> {
  const bytes = files.get('_redirects')
  const lines = bytes === undefined ? [] : decoder.decode(bytes).split('\n')
  return new Set(lines.map((line) => line.split(' ')[0] ?? ''))
}
