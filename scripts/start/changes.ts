import {existsSync} from 'node:fs'
import {join, relative, sep} from 'node:path'
import {watch} from 'chokidar'
import {hashOf, readSources, REPOSITORY} from '../../site/publish/sources.ts'

/** What runs, and the sources of each; of several that fit, the first. */
const PARTS = [
  ['lake', /^scripts\/lake(\/|\.ts$)/],
  [
    'code',
    /^(schemas|site\/(content|publish|widget)|scripts\/start\/site)\/|^site\/astro\.config\.ts$/,
  ],
  ['pages', /^site\/(src|public)\//],
  ['studio', /^studio\/(?!seed\/)/],
  ['command', /^(package-lock\.json$|scripts\/(start|studio|connection|command-line)\b)/],
] as const
export type Part = (typeof PARTS)[number][0]

const ROOTS = ['package-lock.json', 'schemas', 'scripts', 'site', 'studio']
const MADE_BY_TOOLS = /(^|\/)(node_modules|dist|\.astro|\.sanity)(\/|$)/

/** Editors write a file in several steps, and people save several files; this gathers them. */
const SETTLE_MS = 60

/** A file that has other bytes than before, is new or has gone. */
export interface Change {
  readonly path: string
  readonly part: Part
}

export interface Changes {
  /** Whether a file was touched that `next` has not told of yet. */
  readonly isPending: boolean
  /** Waits for saves. What they changed; nothing, when all have the same bytes as before. */
  next(): Promise<readonly Change[]>
  close(): Promise<void>
}

const partOf = (path: string): Part | undefined =>
  PARTS.find(([, pattern]) => pattern.test(path))?.[0]

const belowRepository = (path: string) => relative(REPOSITORY, path).split(sep).join('/')

/**
 * Watches the sources of what runs.
 * @param onTouch called at the first sign of a save
 */
export async function watchChanges(onTouch: () => void): Promise<Changes> {
  const known = new Map(readSources(ROOTS))
  const touched = new Map<string, Part>()
  let settled = Promise.withResolvers<void>()
  let timer: NodeJS.Timeout | undefined
  const watcher = watch(
    ROOTS.map((root) => join(REPOSITORY, root)),
    {
      ignored: (path) => MADE_BY_TOOLS.test(belowRepository(path)),
      ignoreInitial: true,
      // It waits with a file that has gone, in case that it comes back; `settled` does so for all.
      atomic: false,
    },
  )
  watcher.on('all', (event, name) => {
    // Files tell of themselves when their folder comes or goes.
    if (event === 'addDir' || event === 'unlinkDir') return
    const path = belowRepository(name)
    const part = partOf(path)
    if (part === undefined) return
    touched.set(path, part)
    onTouch()
    clearTimeout(timer)
    timer = setTimeout(() => settled.resolve(), SETTLE_MS)
  })
  await new Promise<void>((resolve) => watcher.once('ready', () => resolve()))
  return {
    get isPending() {
      return touched.size > 0
    },
    next: async () => {
      await settled.promise
      settled = Promise.withResolvers()
      const changes: Change[] = []
      for (const [path, part] of touched) {
        const file = join(REPOSITORY, path)
        const now = existsSync(file) ? hashOf(file) : undefined
        if (now === known.get(path)) continue
        if (now === undefined) known.delete(path)
        else known.set(path, now)
        changes.push({path, part})
      }
      touched.clear()
      return changes
    },
    close: () => {
      clearTimeout(timer)
      return watcher.close()
    },
  }
}
