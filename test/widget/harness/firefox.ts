import {spawn, spawnSync, type ChildProcess} from 'node:child_process'
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {connectBidi, type Bidi} from './bidi.ts'
import type {Engine, Tab} from './tab.ts'

const OWN_ROOT = fileURLToPath(new URL('../../../.foramen/firefox', import.meta.url))
const OWN_FIREFOX = join(OWN_ROOT, 'usr/lib/firefox-esr/firefox-esr')
const CANDIDATES = [
  process.env.FIREFOX,
  '/usr/lib/firefox-esr/firefox-esr',
  '/usr/lib/firefox/firefox',
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  OWN_FIREFOX,
]

const isThere = (path: string | undefined) => path !== undefined && existsSync(path)

/**
 * Path of a Firefox: one of the machine's, or Debian's packages unpacked (not installed) under
 * `.foramen/`, which needs no administrator.
 * @throws {Error} that says what to do when there is none to be had.
 */
function findFirefox(): string {
  const found = CANDIDATES.find(isThere)
  if (found !== undefined) return found
  mkdirSync(OWN_ROOT, {recursive: true})
  spawnSync('apt-get', ['download', 'firefox-esr', 'libvpx7'], {cwd: OWN_ROOT, stdio: 'ignore'})
  for (const name of readdirSync(OWN_ROOT).filter((file) => file.endsWith('.deb'))) {
    spawnSync('dpkg', ['-x', join(OWN_ROOT, name), OWN_ROOT], {stdio: 'ignore'})
  }
  const unpacked = CANDIDATES.find(isThere)
  if (unpacked === undefined) {
    throw new Error('no Firefox found — install one or name it in the variable FIREFOX')
  }
  return unpacked
}

/** Starts Firefox with a fresh profile; resolves with the address it prints for BiDi. */
async function launch(profile: string): Promise<{process: ChildProcess; address: string}> {
  const path = findFirefox()
  const libraries = [dirname(path), join(OWN_ROOT, 'usr/lib/x86_64-linux-gnu')]
  const child = spawn(
    path,
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        HOME: profile,
        LD_LIBRARY_PATH: libraries.join(':'),
        MOZ_HEADLESS: '1',
        MOZ_DISABLE_CONTENT_SANDBOX: '1',
      },
    },
  )
  const address = await new Promise<string>((resolve, reject) => {
    let output = ''
    child.stderr.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const match = /WebDriver BiDi listening on (ws:\S+)/.exec(output)
      if (match?.[1] !== undefined) resolve(`${match[1]}/session`)
    })
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code}:\n${output}`)))
  })
  return {process: child, address}
}

/** Key values of WebDriver. @see https://w3c.github.io/webdriver/#keyboard-actions */
const KEYS = {Tab: '\uE004', Enter: '\uE007', Space: ' '} as const

type Evaluated =
  | {type: 'success'; result: {value?: string; sharedId?: string}}
  | {type: 'exception'; exceptionDetails: {text: string}}

function tabOf(bidi: Bidi, context: string, userContext: string): Tab {
  return {
    async goto(url) {
      await bidi.send('browsingContext.navigate', {context, url, wait: 'complete'})
    },
    async run(inPage, argument) {
      const declaration = `async (json) => JSON.stringify(await (${inPage.toString()})(json === '' ? undefined : JSON.parse(json)))`
      const answer = await bidi.send<Evaluated>('script.callFunction', {
        functionDeclaration: declaration,
        awaitPromise: true,
        target: {context},
        arguments: [{type: 'string', value: JSON.stringify(argument) ?? ''}],
        userActivation: false,
      })
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
      // What the function returned, as JSON; nothing for `undefined`.
      return answer.result.value === undefined ? undefined : JSON.parse(answer.result.value)
    },
    async press(key) {
      await bidi.send('input.performActions', {
        context,
        actions: [
          {
            type: 'key',
            id: 'keyboard',
            actions: [
              {type: 'keyDown', value: KEYS[key]},
              {type: 'keyUp', value: KEYS[key]},
            ],
          },
        ],
      })
    },
    async countAccessible(role, name) {
      let count = 0
      // The browser does not look into shadow trees by itself.
      for (const tree of ['', '.shadowRoot']) {
        const root = await bidi.send<Evaluated>('script.evaluate', {
          expression: `document.querySelector('foramen-faq')${tree}`,
          awaitPromise: false,
          target: {context},
        })
        if (root.type === 'exception' || root.result.sharedId === undefined) continue
        const {nodes} = await bidi.send<{nodes: unknown[]}>('browsingContext.locateNodes', {
          context,
          locator: {type: 'accessibility', value: {role, name}},
          startNodes: [{sharedId: root.result.sharedId}],
        })
        count += nodes.length
      }
      return count
    },
    async printedBytes() {
      const {data} = await bidi.send<{data: string}>('browsingContext.print', {context})
      return Buffer.from(data, 'base64').length
    },
    async close() {
      await bidi.send('browser.removeUserContext', {userContext})
    },
  }
}

export async function firefoxEngine(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'foramen-firefox-'))
  const firefox = await launch(profile)
  const bidi = await connectBidi(firefox.address)
  await bidi.send('session.new', {capabilities: {}})
  return {
    async open() {
      const {userContext} = await bidi.send<{userContext: string}>('browser.createUserContext', {})
      const {context} = await bidi.send<{context: string}>('browsingContext.create', {
        type: 'tab',
        userContext,
      })
      return tabOf(bidi, context, userContext)
    },
    async close() {
      const ended = new Promise((resolve) => firefox.process.once('exit', resolve))
      await bidi.send('browser.close', {})
      bidi.close()
      await ended
      rmSync(profile, {recursive: true, force: true, maxRetries: 5})
    },
  }
}
