import type {HttpBindings} from '@hono/node-server'
import type {Context, Handler} from 'hono'
import {BadRequest, NotFound} from './errors.ts'
import {isDatasetName} from './documents.ts'
import type {AssetFolder} from './assets/folder.ts'
import type {Caller} from './guard.ts'
import type {ListenerHub} from './listeners.ts'
import type {QueryPool} from './query/pool.ts'
import type {Store} from './store.ts'
import type {Transactor} from './transactor.ts'

/** What an operation gets to work with. */

export interface Lake {
  readonly projectId: string
  readonly store: Store
  readonly transactor: Transactor
  readonly hub: ListenerHub
  readonly pool: QueryPool
  readonly assets: AssetFolder
  /** Where the lake answers, for example `http://127.0.0.1:4000`. */
  readonly origin: () => string
}

export interface LakeEnv {
  readonly Bindings: HttpBindings
  readonly Variables: {caller: Caller}
}

export type LakeContext = Context<LakeEnv>
export type Operation = (lake: Lake) => Handler<LakeEnv>

/**
 * The dataset of a request that writes; it need not exist yet.
 * @throws {BadRequest} for a name Sanity would refuse
 */
export function datasetNamed(c: LakeContext): string {
  const name = c.req.param('dataset') ?? ''
  if (!isDatasetName(name)) {
    throw new BadRequest(
      `"${name}" is not a dataset name — use lower-case letters, digits, "-" and "_"`,
    )
  }
  return name
}

/**
 * The dataset of a request that reads.
 * @throws {NotFound} when nothing was ever written to it: an empty answer would hide a typing error
 */
export function existingDataset(lake: Lake, c: LakeContext): string {
  const name = datasetNamed(c)
  if (!lake.store.hasDataset(name)) {
    const known = lake.store.datasets().map((dataset) => dataset.name)
    throw new NotFound(`Dataset "${name}" not found — this lake has: ${known.join(', ')}`)
  }
  return name
}

/** Sanity's API date: `2025-02-19`, or `X` and `1` for the newest and the oldest. */
function apiVersionOf(c: LakeContext): string {
  return (c.req.param('version') ?? 'v1').slice(1)
}

/** Since this API version what names no perspective or version means published documents only. */
const PUBLISHED_BY_DEFAULT_SINCE = '2025-02-19'

/** Whether queries of this API version see published documents only, unless they ask for more. */
export function isPublishedByDefault(c: LakeContext): boolean {
  const version = apiVersionOf(c)
  return version === 'X' || version >= PUBLISHED_BY_DEFAULT_SINCE
}

/** Query-string flag: `true`, `1` or present without a value. */
export function flag(c: LakeContext, name: string, fallback = false): boolean {
  const value = c.req.query(name)
  if (value === undefined) return fallback
  return value !== 'false' && value !== '0'
}

/** A JSON text that is already serialised. */
export function rawJson(c: LakeContext, json: string): Response {
  return c.body(json, 200, {'Content-Type': 'application/json; charset=utf-8'})
}
