import type {IncomingMessage} from 'node:http'
import {Hono} from 'hono'
import {LakeError, NotEmulated, NotFound, toLakeError} from './errors.ts'
import type {Caller} from './guard.ts'
import type {Lake, LakeEnv} from './lake.ts'
import {actions} from './operations/actions.ts'
import {serveFile, serveImage} from './operations/asset-serve.ts'
import {uploadFile, uploadImage} from './operations/asset-upload.ts'
import {
  createDataset,
  datasetAcl,
  deleteDataset,
  embeddingsSettings,
  listDatasets,
} from './operations/datasets.ts'
import {doc} from './operations/doc.ts'
import {exportDataset} from './operations/export.ts'
import {historyEvents} from './operations/history-events.ts'
import {historyDocuments, historyTransactions} from './operations/history.ts'
import {listen} from './operations/listen.ts'
import {live} from './operations/live.ts'
import {mutate} from './operations/mutate.ts'
import {emptyList, grants, listProjects, project} from './operations/projects.ts'
import {query} from './operations/query.ts'
import {references} from './operations/references.ts'
import {checkCors, jobDone, ping, root, telemetryStatus} from './operations/status.ts'
import {authProviders, readKeyValues, user, writeKeyValues} from './operations/users.ts'

/** Which path is answered by which operation. What is not listed answers 501 with its name. */

/** `v2025-02-19`, `v1` or `vX`. */
const VERSION = '/:version{v(?:\\d{4}-\\d{2}-\\d{2}|\\d|X)}'

/** Asked by Studio, never needed: their absence is normal, so they answer 404 instead of 501. */
const ABSENT = [
  '/journey/*',
  '/help/*',
  '/help',
  '/schedules/*',
  '/media-library/*',
  '/subscriptions/*',
]

/** @param callerOf who sent a request: decided before any route is looked at */
export function createRoutes(
  lake: Lake,
  dataDir: string,
  callerOf: (request: IncomingMessage) => Caller,
): Hono<LakeEnv> {
  const app = new Hono<LakeEnv>({strict: false})
  app.use(async (c, next) => {
    c.set('caller', callerOf(c.env.incoming))
    await next()
  })
  const api = new Hono<LakeEnv>({strict: false})

  api.get('/data/query/:dataset', query(lake)).post('/data/query/:dataset', query(lake))
  api.get('/data/doc/:dataset/:ids', doc(lake))
  api.post('/data/mutate/:dataset', mutate(lake))
  api.post('/data/actions/:dataset', actions(lake))
  api.get('/data/listen/:dataset', listen(lake))
  api.get('/data/live/events/:dataset', live(lake))
  api.get('/data/export/:dataset', exportDataset(dataDir)(lake))
  api.get('/data/history/:dataset/documents/:ids', historyDocuments(lake))
  api.get('/data/history/:dataset/transactions/:ids', historyTransactions(lake))
  api.get('/data/history/:dataset/events/documents/:id', historyEvents(lake))
  api.get('/data/references/:dataset/documents/:id/to', references(lake))
  api.post('/assets/images/:dataset', uploadImage(lake))
  api.post('/assets/files/:dataset', uploadFile(lake))

  api.get('/projects', listProjects(lake))
  api.get('/projects/:project', project(lake))
  api.get('/projects/:project/grants', grants(lake))
  api.get('/projects/:project/datasets', listDatasets(lake))
  api.put('/projects/:project/datasets/:dataset', createDataset(lake))
  api.delete('/projects/:project/datasets/:dataset', deleteDataset(lake))
  api.get('/projects/:project/datasets/:dataset/acl', datasetAcl(lake))
  api.get('/projects/:project/datasets/:dataset/settings/embeddings', embeddingsSettings(lake))
  api.get('/projects/:project/user-applications', emptyList(lake))
  api.get('/datasets', listDatasets(lake))
  api.put('/datasets/:dataset', createDataset(lake))
  api.delete('/datasets/:dataset', deleteDataset(lake))
  api.get('/features', emptyList(lake))
  api.get('/journey/announcements', emptyList(lake))

  api.get('/users/me/keyvalue/:keys', readKeyValues(lake))
  api.put('/users/me/keyvalue', writeKeyValues(lake))
  api.get('/users/:id', user(lake))
  api.get('/projects/:project/users/:id', user(lake))
  api.get('/auth/providers', authProviders(lake))

  api.get('/ping', ping(lake)).get('/data/ping', ping(lake)).get('/data/ping/:dataset', ping(lake))
  api.get('/check/cors', checkCors(lake))
  api.get('/intake/telemetry-status', telemetryStatus(lake))
  api.get('/jobs/:id', jobDone(lake))

  for (const path of ABSENT) {
    api.all(path, (c) => {
      throw new NotFound(`The embedded lake has no ${c.req.path}`)
    })
  }
  api.all('*', (c) => {
    throw new NotEmulated(c.req.method, c.req.path)
  })

  app.get('/', root(lake))
  app.get('/images/:project/:dataset/:file', serveImage(lake))
  app.get('/images/:project/:dataset/:file/:name', serveImage(lake))
  app.get('/files/:project/:dataset/:file', serveFile(lake))
  app.get('/files/:project/:dataset/:file/:name', serveFile(lake))
  app.route(VERSION, api)
  app.notFound((c) => {
    throw new NotFound(
      `There is nothing at ${c.req.path} — API paths start with a version such as /v2025-02-19`,
    )
  })
  app.onError((error) => {
    const failure = toLakeError(error)
    if (failure.status >= 500 && !(error instanceof LakeError)) {
      process.stderr.write(`lake: ${failure.message}\n${error.stack ?? ''}\n`)
    }
    return Response.json(failure.body, {status: failure.status})
  })
  return app
}
