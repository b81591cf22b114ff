import {parseArgs} from 'node:util'
import {benchLake} from './bench/lake.ts'
import {benchPublish} from './bench/publish.ts'
import type {BenchRow} from './bench/row.ts'
import {benchRules} from './bench/rules.ts'
import {benchWidget} from './bench/widget.ts'

/**
 * The benchmarks: every figure stands beside what it is compared with in the same run, because
 * ratios travel between machines and seconds do not.
 */

const benches: Record<string, (sizes: readonly number[]) => Promise<BenchRow[]>> = {
  lake: benchLake,
  publish: benchPublish,
  rules: benchRules,
  widget: benchWidget,
}

const usage = `Usage: npm run bench [-- --only ${Object.keys(benches).join('|')}] [--sizes 100,1000,10000] [--json]

Exit codes: 0 done, 2 wrong usage.`

function fail(text: string): never {
  process.stderr.write(`${text}\n${usage}\n`)
  process.exit(2)
}

function readOptions() {
  try {
    return parseArgs({
      options: {
        only: {type: 'string'},
        sizes: {type: 'string', default: '100,1000,10000'},
        json: {type: 'boolean', default: false},
        help: {type: 'boolean', default: false},
      },
    }).values
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error))
  }
}

const options = readOptions()
if (options.help) {
  process.stdout.write(`${usage}\n`)
  process.exit(0)
}
const sizes = options.sizes.split(',').map(Number)
if (sizes.some((size) => !Number.isInteger(size) || size < 1)) fail(`not sizes: ${options.sizes}`)
const chosen = options.only === undefined ? Object.keys(benches) : [options.only]
const rows: BenchRow[] = []
for (const name of chosen) {
  const bench = benches[name]
  if (!bench) fail(`unknown bench ${name}`)
  process.stderr.write(`${name} …\n`)
  rows.push(...(await bench(sizes)))
}
if (options.json) {
  process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
} else {
  process.stdout.write(
    '| what | documents | value | compared with | ratio | target |\n|---|---|---|---|---|---|\n',
  )
  for (const row of rows) {
    const ratio = row.ratio === undefined ? '' : row.ratio.toPrecision(3)
    process.stdout.write(
      `| ${row.what} | ${row.documents} | ${row.value.toPrecision(4)} ${row.unit} | ${row.versus ?? ''} | ${ratio} | ${row.target ?? ''} |\n`,
    )
  }
}
