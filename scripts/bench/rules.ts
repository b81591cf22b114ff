import {readFile} from 'node:fs/promises'
import {performance} from 'node:perf_hooks'
import {
  checkDataset,
  checkDocument,
  indexDataset,
  model,
  type LakeDocument,
} from '../../schemas/rules/index.ts'
import {parseNdjson} from '../../site/content/ndjson.ts'
import type {BenchRow} from './row.ts'

/**
 * What the editorial rules cost: over a whole edition, as the content check runs them, and over one
 * document while an editor types in Studio.
 */

const SEED = 'studio/seed/production.ndjson'
const TODAY = '2026-12-01'
const KEYSTROKES = 200

/** @param sizes numbers of documents; copies of the seed, every copy with its own words */
export async function benchRules(sizes: readonly number[]): Promise<BenchRow[]> {
  const {documents: seed} = parseNdjson(await readFile(SEED))
  return sizes.flatMap((size) => {
    const edition = editionOf(seed, size)
    const before = process.cpuUsage()
    checkDataset(edition, {today: TODAY, model})
    const {user, system} = process.cpuUsage(before)
    return [
      {
        what: 'rules: all rules over an edition, CPU',
        documents: size,
        value: (user + system) / 1_000_000,
        unit: 's',
        target: 'under 5 s at 1,000 documents',
      },
      {
        what: 'rules: one document after a keystroke, median',
        documents: size,
        value: keystroke(edition),
        unit: 'ms',
        target: 'under 10 ms',
      },
    ]
  })
}

/** As many documents as asked for, no two with the same id, name or paragraph. */
function editionOf(seed: readonly LakeDocument[], size: number): LakeDocument[] {
  return Array.from({length: size}, (_, index): LakeDocument => {
    const original = seed[index % seed.length]
    if (original === undefined) throw new RangeError(`${SEED} holds no document`)
    const copy = Math.floor(index / seed.length)
    if (copy === 0) return original
    const text = JSON.stringify(original, (key, value: unknown) =>
      key === 'text' && typeof value === 'string' ? `${value} Copy ${copy}.` : value,
    )
    const document: LakeDocument = JSON.parse(text)
    return {
      ...document,
      _id: `${original._id}-${copy}`,
      ...(typeof document['title'] === 'string' && {title: `${document['title']} ${copy}`}),
      ...(typeof document['question'] === 'string' && {
        question: document['question'].replace(/\?$/, ` number ${copy}?`),
      }),
    }
  })
}

/** Milliseconds that all rules take on the longest document when one letter of it has changed. */
function keystroke(edition: readonly LakeDocument[]): number {
  const dataset = indexDataset(edition)
  const longest = edition.reduce((a, b) =>
    JSON.stringify(a).length >= JSON.stringify(b).length ? a : b,
  )
  const times = Array.from({length: KEYSTROKES}, (_, index) => {
    const summary = `${String(longest['summary'])} ${'x'.repeat(index % 20)}`
    const edited: LakeDocument = {...longest, summary}
    const start = performance.now()
    checkDocument(edited, {today: TODAY, dataset})
    return performance.now() - start
  })
  return times.toSorted((a, b) => a - b)[KEYSTROKES / 2] ?? 0
}
