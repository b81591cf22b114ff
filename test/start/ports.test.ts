import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {createServer} from 'node:net'
import {text} from 'node:stream/consumers'
import {fileURLToPath} from 'node:url'
import {expect, test} from 'vitest'
import {freePort} from '../../scripts/bench/main-job.ts'

const START = fileURLToPath(new URL('../../scripts/start.ts', import.meta.url))

test('npm start names every port that is taken and the option for another, before it does anything', async () => {
  const servers = [createServer(), createServer()]
  const ports = await Promise.all(
    servers.map(async (server) => {
      const port = await freePort()
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      return port
    }),
  )
  const options = ['--lake-port', '--site-port'].flatMap((option, index) => [
    option,
    String(ports[index]),
  ])
  const child = spawn(
    process.execPath,
    [START, ...options, '--studio-port', String(await freePort())],
    {stdio: ['ignore', 'pipe', 'pipe']},
  )
  const [[code], printed, errors] = await Promise.all([
    once(child, 'exit'),
    text(child.stdout),
    text(child.stderr),
  ])
  for (const server of servers) server.close()
  expect(code).toBe(2)
  expect(printed).toBe('')
  expect(errors).toContain(`port ${ports[0]} is taken`)
  expect(errors).toContain('--lake-port')
  expect(errors).toContain(`port ${ports[1]} is taken`)
  expect(errors).toContain('--site-port')
})
