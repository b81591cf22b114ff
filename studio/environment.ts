/**
 * Where this Studio works: on Sanity's cloud when a project id is set, otherwise on the embedded
 * lake of this machine. One build serves any port, because `scripts/studio.ts` writes the addresses
 * into the page as `<meta name="foramen:…">`; the environment is for `sanity dev` and `deploy`.
 */
export interface Environment {
  readonly projectId: string
  readonly dataset: string
  /** Origin of the embedded lake, `http://localhost:<port>`; absent on Sanity's cloud. */
  readonly lakeUrl: string | undefined
  /** Origin of the site that shows drafts below `/preview/`. */
  readonly siteUrl: string
}

const CLOUD_PROJECT = process.env['SANITY_STUDIO_PROJECT_ID']

function meta(name: string) {
  if (typeof document === 'undefined') return undefined
  const element = document.querySelector(`meta[name="foramen:${name}"]`)
  return element?.getAttribute('content') ?? undefined
}

function readEnvironment(): Environment {
  const dataset = process.env['SANITY_STUDIO_DATASET'] ?? 'production'
  const siteUrl = (
    meta('site') ??
    process.env['SANITY_STUDIO_PREVIEW_URL'] ??
    'http://localhost:4321'
  ).replace(/\/+$/, '')
  if (CLOUD_PROJECT) return {projectId: CLOUD_PROJECT, dataset, lakeUrl: undefined, siteUrl}
  const port = process.env['SANITY_STUDIO_LAKE_PORT'] ?? '4000'
  return {
    projectId: 'foramen',
    dataset,
    lakeUrl: meta('lake') ?? `http://localhost:${port}`,
    siteUrl,
  }
}

export const environment = readEnvironment()
