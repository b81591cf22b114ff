import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {fileURLToPath} from 'node:url'
import type {PublishedBuild} from './adapter/index.ts'

const BUILD = fileURLToPath(new URL('../../scripts/build.ts', import.meta.url))

/** Address in the files of a plain `astro build` without `--site`. */
const LOCAL = 'http://127.0.0.1:4321'

/**
 * What a plain `astro build` does when the pages compile: publishes as `npm run build` does, into
 * the folder where Astro's users look for the site. In a process of its own, because Astro loads its
 * configuration through Vite, which has closed by now and lets nothing more be imported.
 * @throws {Error} when nothing was published; why stands on stderr
 */
export async function publishAfterBuild({outDir, site = LOCAL}: PublishedBuild): Promise<void> {
  const out = fileURLToPath(outDir).replace(/[/\\]+$/, '')
  const child = spawn(
    process.execPath,
    [BUILD, '--out', out, '--base-url', site.replace(/\/+$/, '')],
    {stdio: 'inherit'},
  )
  const [code] = await once(child, 'exit')
  if (code !== 0) throw new Error(`nothing was published: exit code ${String(code)}`)
}
