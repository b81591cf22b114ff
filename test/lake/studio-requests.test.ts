import {once} from 'node:events'
import {expect, test} from 'vitest'
import {WebSocket} from 'ws'
import {ask, startLake, TOKEN, until} from './support.ts'

const STUDIO = {origin: 'http://localhost:3333'}

test('answers what Studio asks before it shows anything', async () => {
  const lake = await startLake()
  const get = async (path: string) => (await ask(lake, 'GET', path, undefined, STUDIO)).body
  expect(await get('/users/me')).toMatchObject({
    id: 'p-local-editor',
    roles: [{name: 'administrator'}],
  })
  expect(await get('/projects/foramen')).toMatchObject({id: 'foramen', organizationId: null})
  expect(await get('/projects/foramen/datasets')).toEqual([{name: 'production', aclMode: 'public'}])
  expect(await get('/projects/foramen/datasets?datasetProfile=comments')).toEqual([])
  expect(await get('/projects/foramen/datasets/production/acl')).toMatchObject([
    {permissions: ['read', 'update', 'create', 'history', 'manage']},
  ])
  expect(await get('/projects/foramen/grants')).toHaveProperty(['sanity.project'])
  expect(await get('/projects/foramen/user-applications')).toEqual([])
  expect(await get('/features')).toEqual([])
  expect(await get('/intake/telemetry-status')).toEqual({status: 'denied'})
  expect(await get('/check/cors')).toEqual({result: {allowed: true, withCredentials: true}})
  expect(await get('/data/references/production/documents/x/to')).toEqual({
    totalCount: 0,
    references: [],
  })
})

test('remembers the settings that Studio keeps for its editor', async () => {
  const lake = await startLake()
  const entry = {key: 'studio.search.recent', value: {recent: ['facet']}}
  expect((await ask(lake, 'PUT', '/users/me/keyvalue', [entry], STUDIO)).body).toEqual([entry])
  const {body} = await ask(
    lake,
    'GET',
    '/users/me/keyvalue/studio.search.recent,unknown',
    undefined,
    STUDIO,
  )
  expect(body).toEqual([entry, {key: 'unknown', value: null}])
})

test('names what it does not emulate: 501 for the API, 404 for what Studio can do without', async () => {
  const lake = await startLake()
  const unknown = await ask(lake, 'POST', '/agent/action/prompt/production', {})
  expect(unknown.status).toBe(501)
  expect(unknown.body).toHaveProperty(
    'message',
    expect.stringContaining('/agent/action/prompt/production'),
  )
  expect((await ask(lake, 'GET', '/journey/trial')).status).toBe(404)
  expect((await fetch(`${lake.url}/nothing`)).status).toBe(404)
  expect(await (await fetch(lake.url)).json()).toMatchObject({ready: true})
})

test('tells each Studio tab where the others are, and when they are gone', async () => {
  const lake = await startLake()
  const open = async (): Promise<{
    socket: WebSocket
    heard: Record<string, unknown>[]
    beats: number[]
  }> => {
    const socket = new WebSocket(
      `${lake.url.replace('http', 'ws')}/v2022-06-30/socket/production`,
      {headers: STUDIO},
    )
    const heard: Record<string, unknown>[] = []
    const beats: number[] = []
    socket.on('message', (data: Buffer) => {
      const text = String(data)
      if (text === '♥') beats.push(1)
      else heard.push(JSON.parse(text))
    })
    await once(socket, 'open')
    return {socket, heard, beats}
  }
  const one = await open()
  const two = await open()
  const call = (socket: WebSocket, id: number, method: string, params: unknown): void =>
    socket.send(JSON.stringify({jsonrpc: '2.0', id, method, params}))
  call(one.socket, 1, 'presence_subscribe', {})
  await until('the subscription was confirmed', () => one.heard.length === 1)
  const subscription = one.heard[0]?.['result']
  const locations = [{type: 'document', documentId: 'x', path: ['title']}]
  call(two.socket, 1, 'presence_announce', {data: {sessionId: 's2', locations}})
  call(two.socket, 2, 'nonsense', {})
  await until(
    'the announcement and the answers arrived',
    () => one.heard.length === 2 && two.heard.length === 2,
  )
  expect(one.heard[1]).toMatchObject({
    method: 'presence_subscription',
    params: {subscription, result: {type: 'state', m: {sessionId: 's2', locations}}},
  })
  expect(two.heard[1]).toMatchObject({id: 2, error: {code: -32601}})
  two.socket.close()
  await until('the departure was told', () => one.heard.length === 3)
  expect(one.heard[2]).toHaveProperty('params.result', {
    type: 'disconnect',
    i: 'p-local-editor',
    m: {session: 's2'},
  })
  expect(one.beats.length).toBeGreaterThan(0)
  one.socket.close()
})

test.each([
  ['a foreign origin', {origin: 'https://evil.example', authorization: `Bearer ${TOKEN}`}, 403],
  ['no credentials', {}, 401],
  ['a wrong token', {authorization: 'Bearer wrong'}, 401],
])('refuses a presence socket with %s', async (_what, headers, status) => {
  const lake = await startLake()
  const socket = new WebSocket(`${lake.url.replace('http', 'ws')}/v2022-06-30/socket/production`, {
    headers,
  })
  const [error] = await once(socket, 'error').catch((thrown: unknown) => [thrown])
  expect(String(error)).toContain(String(status))
})
