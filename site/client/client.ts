import type {IdV1, ListV1, TombstoneV1} from '../../schemas/api/v1/envelope.ts'
import type {Collection} from '../../schemas/api/v1/links.ts'
import type {RecallsV1} from '../../schemas/api/v1/recalls.ts'
import {ForamenError, GoneError, RecalledError} from './errors.ts'
import {get, parse} from './http.ts'
import {isDocumentPath, sync, type Snapshot, type SyncResult} from './sync.ts'
import type {AnyDocument, DocumentOf} from './types.ts'

export interface ForamenClientOptions {
  /** Address of the publication, or of a mirror of it, without `/api/v1`. */
  readonly baseUrl: string
  /** Language of documents; `en` unless said otherwise. */
  readonly locale?: string
  /** For tests and for hosts with their own transport. */
  readonly fetch?: typeof fetch
  /** How long a fetched recall list is trusted, in milliseconds; 5 minutes unless said otherwise. */
  readonly recallsMaxAgeMs?: number
}

export interface ForamenClient {
  /** All documents of a collection, as cards. @throws {ForamenError} */
  list(collection: Collection): Promise<ListV1>
  /**
   * A document by its slug. A renamed one is followed to its new address.
   * @throws {GoneError} withdrawn or deleted. @throws {RecalledError} recalled.
   * @throws {ForamenError} never existed, or no answer.
   */
  document<C extends Collection>(collection: C, slug: string): Promise<DocumentOf[C]>
  /** A document by its stable id, whatever its slug is now. @throws as `document`. */
  byId(id: string): Promise<AnyDocument>
  /** What must be taken down or refreshed now. @throws {ForamenError} */
  recalls(): Promise<RecallsV1>
  /**
   * Brings a copy up to date: one conditional request when nothing changed, one more per changed
   * file otherwise. Documents only unless `include` says otherwise (`() => true` is a mirror).
   */
  sync(previous: Snapshot, include?: (path: string) => boolean): Promise<SyncResult>
}

const FIVE_MINUTES_MS = 300_000

/** A client for API v1 without dependencies, for browsers and Node. Sends no cookie or referrer. */
export function createForamenClient(options: ForamenClientOptions): ForamenClient {
  const fetcher = options.fetch ?? ((input, init) => fetch(input, init))
  const root = `${options.baseUrl.replace(/\/+$/, '')}/api/v1`
  const locale = options.locale ?? 'en'
  const maxAge = options.recallsMaxAgeMs ?? FIVE_MINUTES_MS
  let recallsAt = Number.NEGATIVE_INFINITY
  let recallsList: Promise<RecallsV1> | undefined

  const fetchJson = async (url: string): Promise<unknown> => {
    const answer = await get(fetcher, url)
    // A tombstone is an answer too: 410 where the host can say so, 200 where it cannot.
    if (answer.status !== 200 && answer.status !== 410) {
      throw new ForamenError(`the API answered ${answer.status}`, url, answer.status)
    }
    return parse(answer, url)
  }

  const recalls = (): Promise<RecallsV1> => {
    if (recallsList === undefined || Date.now() - recallsAt > maxAge) {
      recallsAt = Date.now()
      recallsList = fetchJson(`${root}/recalls.json`) as Promise<RecallsV1>
      // A failed answer is not kept, so that the next call asks again.
      recallsList.catch(() => (recallsList = undefined))
    }
    return recallsList
  }

  const resolve = async (url: string, mayMove: boolean): Promise<AnyDocument> => {
    const [body, list] = await Promise.all([
      fetchJson(url) as Promise<AnyDocument | TombstoneV1>,
      recalls(),
    ])
    if (body.status !== 'published') {
      if (body.status === 'moved' && body.alternative !== null && mayMove) {
        return resolve(rebase(body.alternative.links.self), false)
      }
      throw new GoneError(body, url)
    }
    const recall = list.items.find((item) => item.id === body.id && item.locale === body.locale)
    // A refresh recall names the revision that is safe; the one just fetched may be it.
    if (recall !== undefined && recall.rev !== body.rev) throw new RecalledError(recall.reason, url)
    return body
  }

  /** Links in a mirror's files still name the origin; stay on the mirror that was asked. */
  const rebase = (link: string): string => {
    const at = link.indexOf('/api/v1/')
    if (at === -1) throw new ForamenError('a link leads outside the API', link, null)
    return root + link.slice(at + '/api/v1'.length)
  }

  return {
    list: async (collection) =>
      (await fetchJson(`${root}/${locale}/${collection}/index.json`)) as ListV1,
    document: async <C extends Collection>(collection: C, slug: string) =>
      (await resolve(
        `${root}/${locale}/${collection}/${encodeURIComponent(slug)}.json`,
        true,
      )) as DocumentOf[C],
    byId: async (id) => {
      const url = `${root}/ids/${encodeURIComponent(id)}.json`
      const entry = (await fetchJson(url)) as IdV1
      const here = entry.locales[locale]
      if (here === undefined) throw new ForamenError(`no ${locale} edition`, url, 404)
      return resolve(rebase(here.links.self), true)
    },
    recalls,
    sync: (previous, include = isDocumentPath) => sync(fetcher, root, previous, include),
  }
}
