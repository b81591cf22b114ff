// Set-up for a machine with nothing but git, Node and npm. Plain JavaScript without newer syntax,
// so that an old Node can still run it and say what is wrong.
//
//   node scripts/setup.mjs [--browser]
//
// Installs the locked packages once, adds Node 24 to node_modules where the machine's own is older
// (`npm run` puts node_modules/.bin first on PATH, so later commands use it), and with --browser
// finds or installs a Chromium for the browser tests. Exit codes: 0 ready, 2 this machine cannot.
import {spawn, spawnSync} from 'child_process'
import {createHash} from 'crypto'
import {existsSync, readFileSync, writeFileSync} from 'fs'
import {join, dirname} from 'path'
import {fileURLToPath} from 'url'

const OLDEST_NODE_FOR_SETUP = 18
/** node:sqlite is a release candidate since 24.15. */
const NEEDED_NODE = [24, 15]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
/** The version that tools for several Nodes read too. */
const NODE_PACKAGE = `node@${readFileSync(join(root, '.node-version'), 'utf8').trim()}`
const stampFile = join(root, 'node_modules', '.foramen-setup')
const say = (text) => process.stderr.write(`[setup] ${text}\n`)

function fail(text) {
  say(text)
  process.exit(2)
}

function numbersOf(version) {
  return version.replace(/^v/, '').split('.').map(Number)
}

function isNewEnough(version) {
  const [major, minor] = numbersOf(version)
  return major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])
}

/** Runs npm, shows what it prints, and resolves with its exit code and its error output. */
function npm(args) {
  return new Promise((resolve) => {
    const child = spawn(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'pipe'],
      shell: process.platform === 'win32',
      env: Object.assign({}, process.env, {NODE_ENV: 'development'}),
    })
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
      process.stderr.write(chunk)
    })
    child.on('error', (error) => resolve({code: 1, errors: String(error)}))
    child.on('close', (code) => resolve({code, errors}))
  })
}

function explainNpm(result, doing) {
  if (/ENOENT/.test(result.errors) && /spawn/.test(result.errors)) {
    return 'npm was not found. Install Node.js with npm, then run the command again.'
  }
  if (
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|network|ERR_SOCKET/i.test(result.errors)
  ) {
    return `npm could not reach its package registry while ${doing}. Check the network (or npm's registry and proxy settings), then run the command again; nothing half-done is left behind.`
  }
  return `npm failed while ${doing} (exit code ${result.code}). Its own message stands above.`
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(NODE_PACKAGE)
    .digest('hex')
}

async function installPackages() {
  const stamp = lockHash()
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return
  say('installing the locked packages (once, a few minutes)')
  const installed = await npm([
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--fetch-retries=2',
    '--fetch-retry-maxtimeout=10000',
  ])
  if (installed.code !== 0) fail(explainNpm(installed, 'installing packages'))
  // A Node from node_modules, which `npm run` and a set PATH find first, has just been removed.
  const isOwnNode = process.execPath.startsWith(join(root, 'node_modules'))
  if (isOwnNode || !isNewEnough(process.version)) {
    say(
      isOwnNode
        ? `putting ${NODE_PACKAGE} back into node_modules`
        : `this machine has Node ${process.version}; adding ${NODE_PACKAGE} to node_modules`,
    )
    const added = await npm([
      'install',
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
      NODE_PACKAGE,
    ])
    if (added.code !== 0) fail(explainNpm(added, `adding ${NODE_PACKAGE}`))
  }
  // Written last: an interrupted set-up starts again.
  writeFileSync(stampFile, stamp)
}

function hasChromium() {
  const named = process.env.CHROME_PATH
  if (named) return existsSync(named)
  const places = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ]
  return places.some((place) => existsSync(place))
}

function ensureChromium() {
  if (hasChromium()) return
  const isRoot = typeof process.getuid === 'function' && process.getuid() === 0
  if (isRoot && spawnSync('apt-get', ['--version']).status === 0) {
    say('installing Chromium for the browser tests (once)')
    const options = {
      stdio: 'inherit',
      env: Object.assign({}, process.env, {DEBIAN_FRONTEND: 'noninteractive'}),
    }
    spawnSync('apt-get', ['update', '-qq'], options)
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], options)
    if (hasChromium()) return
  }
  fail(
    'the browser tests need Chromium or Chrome. Install one, or set CHROME_PATH to its executable, then run the command again.',
  )
}

const major = numbersOf(process.version)[0]
if (major < OLDEST_NODE_FOR_SETUP) {
  fail(
    `Node ${process.version} is too old to set up Foramen: it needs Node ${OLDEST_NODE_FOR_SETUP} or newer to start (and brings Node 24 along itself). Update Node, then run the command again.`,
  )
}
const unknown = process.argv.slice(2).filter((argument) => argument !== '--browser')
if (unknown.length > 0)
  fail(`unknown argument ${unknown[0]}. Usage: node scripts/setup.mjs [--browser]`)
// No top-level await: Node before 14 would stop at it with a syntax error instead of a message.
installPackages().then(
  () => {
    if (process.argv.includes('--browser')) ensureChromium()
  },
  (error) => fail(`could not finish: ${error.message}`),
)
