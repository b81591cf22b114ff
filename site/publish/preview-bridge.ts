import {fileURLToPath} from 'node:url'
import {build} from 'rolldown'
import {BRIDGE_PATH} from './preview-paths.ts'

let bundled: Promise<string> | undefined

/** The script as one file for browsers; made once per run, when the first preview asks for it. */
export function previewBridge(): Promise<string> {
  bundled ??= bundle()
  return bundled
}

async function bundle(): Promise<string> {
  const {output} = await build({
    input: fileURLToPath(new URL('preview-bridge.browser.ts', import.meta.url)),
    platform: 'browser',
    output: {format: 'iife', minify: true},
    write: false,
    logLevel: 'warn',
  })
  return output[0].code
}

/** A draft page that loads the bridge. Published pages stay without scripts. */
export function withBridge(html: string): string {
  return html.replace('</head>', `<script src="/preview${BRIDGE_PATH}" defer></script></head>`)
}

/** The page's own policy, opened for the bridge and for what it reads from this site. */
export function withBridgePolicy(policy: string): string {
  return `${policy.replace(/script-src [^;]*/, "script-src 'self'").replace(/;\s*$/, '')}; connect-src 'self'`
}
