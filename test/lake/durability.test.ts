import {mkdtempSync, rmSync} from 'node:fs'
import {join} from 'node:path'
import {DatabaseSync} from 'node:sqlite'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {createLake} from '../../scripts/lake/server.ts'
import {Store} from '../../scripts/lake/store.ts'
import {clientOf, refusal, sleep, spawnLake, startLake, temporaryFolder} from './support.ts'

test('loses no acknowledged write, and keeps no half transaction, when killed at any moment', async () => {
  const dataDir = await temporaryFolder()
  const acknowledged: number[] = []
  let next = 0
  for (let round = 0; round < 6; round++) {
    const lake = await spawnLake(dataDir)
    const client = clientOf(lake)
    const enough = Promise.withResolvers<void>()
    const until = acknowledged.length + 3 + round * 2
    const killing = enough.promise.then(() => lake.end('SIGKILL'))
    const writers = Array.from({length: 4}, async () => {
      for (;;) {
        const n = next++
        try {
          await client
            .transaction()
            .create({_id: `a${n}`, _type: 'half'})
            .create({_id: `b${n}`, _type: 'half'})
            .commit()
          if (acknowledged.push(n) >= until) enough.resolve()
        } catch {
          return
        }
      }
    })
    await Promise.all([killing, ...writers])
  }
  const lake = await spawnLake(dataDir)
  const ids: string[] = await clientOf(lake).fetch('*[_type == "half"]._id')
  const stored = new Set(ids)
  expect(acknowledged.length).toBeGreaterThan(40)
  expect(acknowledged.filter((n) => !stored.has(`a${n}`) || !stored.has(`b${n}`))).toEqual([])
  expect(ids.filter((id) => !stored.has((id.startsWith('a') ? 'b' : 'a') + id.slice(1)))).toEqual(
    [],
  )
  const db = new DatabaseSync(join(dataDir, 'lake.sqlite'), {readOnly: true})
  expect(db.prepare('PRAGMA integrity_check').get()).toEqual({integrity_check: 'ok'})
  db.close()
})

test('keeps its folder to itself while it runs', async () => {
  const dataDir = await temporaryFolder()
  const lake = await createLake({port: 0, dataDir})
  await expect(createLake({port: 0, dataDir})).rejects.toThrow(
    `${dataDir} is in use by another lake`,
  )
  await expect(spawnLake(dataDir)).rejects.toThrow(`${dataDir} is in use by another lake`)
  await lake.close()
  const next = await createLake({port: 0, dataDir})
  await next.close()
})

test.each(['/proc/foramen/lake', '/dev/null/lake', fileURLToPath(import.meta.url)])(
  'says at once where no folder can be made: %s',
  async (dataDir) => {
    await expect(spawnLake(dataDir)).rejects.toThrow(`no data folder can be made at ${dataDir}`)
  },
)

test('a lake whose port is taken leaves its folder to the next', async () => {
  const busy = await createLake({port: 0, dataDir: await temporaryFolder()})
  const dataDir = await temporaryFolder()
  const port = Number(new URL(busy.url).port)
  await expect(createLake({port, dataDir})).rejects.toThrow('EADDRINUSE')
  const next = await createLake({port: 0, dataDir})
  await Promise.all([next.close(), busy.close()])
})

test('flushes every commit to the disk', async () => {
  const store = new Store(await temporaryFolder())
  expect(store.synchronous()).toBe(2)
  store.close()
})

test('ends when asked, within two seconds, with listeners and queries open', async () => {
  const lake = await spawnLake(await temporaryFolder())
  const client = clientOf(lake)
  await client.create({_id: 'a', _type: 'faq'})
  const stream = await fetch(`${lake.url}/v2025-02-19/data/listen/production?query=*`)
  expect(stream.status).toBe(200)
  const deadline = sleep(10_000).then(() => 'too late')
  expect(await Promise.race([lake.end('SIGTERM'), deadline])).toBe(0)
})

test('remembers documents, history, settings and token after a restart on another port', async () => {
  const dataDir = await temporaryFolder()
  const first = await createLake({dataDir, port: 0})
  const before = clientOf(first, {token: first.token})
  const file = await before.assets.upload('file', Buffer.from('hello'), {filename: 'a.txt'})
  await before.create({_id: 'a', _type: 'faq', n: 1})
  await first.close()
  const second = await startLake({dataDir, token: first.token})
  const after = clientOf(second, {token: first.token})
  expect(await after.fetch('*[_id == "a"][0].n')).toBe(1)
  const moved = await after.getDocument(file._id)
  expect(moved?.['url']).toBe(`${second.url}/${file.path}`)
  expect(moved?._rev).toBe(file._rev)
  expect(await (await fetch(moved?.['url'])).text()).toBe('hello')
})

test('answers 5xx while the disk is full, loses nothing, and works again when there is space', async () => {
  // what a full disk does, without needing one: SQLite is told that the file may not grow
  const dataDir = mkdtempSync(join(await temporaryFolder(), 'full-'))
  const lake = await startLake({dataDir})
  const client = clientOf(lake)
  await client.create({_id: 'before', _type: 'faq'})
  const pages = lake.lake.store.limitPages(0)
  const {statusCode, message} = await refusal(
    client.create({_id: 'big', _type: 'faq', text: 'x'.repeat(3_000_000)}),
  )
  expect(statusCode).toBe(503)
  expect(message).toContain('disk')
  expect(await client.fetch('*._id')).toEqual(['before'])
  lake.lake.store.limitPages(pages)
  await client.create({_id: 'after', _type: 'faq', text: 'x'.repeat(3_000_000)})
  expect(await client.fetch('*._id')).toEqual(['after', 'before'])
  rmSync(dataDir, {recursive: true, force: true})
})

test('lets 20 writers with ifRevisionID lose nothing', async () => {
  const client = clientOf(await startLake())
  await client.create({_id: 'a', _type: 'faq', n: 0})
  let conflicts = 0
  const writer = async (): Promise<void> => {
    for (let done = 0; done < 10;) {
      const current = await client.getDocument('a')
      try {
        await client
          .patch('a')
          .ifRevisionId(current?._rev ?? '')
          .set({n: current?.['n'] + 1})
          .commit()
        done++
      } catch {
        conflicts++
      }
    }
  }
  await Promise.all(Array.from({length: 20}, writer))
  expect(await client.fetch('*[_id == "a"][0].n')).toBe(200)
  expect(conflicts).toBeGreaterThan(0)
})
