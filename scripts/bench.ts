import {benchLake} from './bench/lake.ts'
import {benchFeedback, benchLoop} from './bench/loop.ts'
import {benchPublish} from './bench/publish.ts'
import type {BenchRow} from './bench/row.ts'
import {benchRules} from './bench/rules.ts'
import {benchWidget} from './bench/widget.ts'
import {readCommandLine} from './command-line.ts'

/**
 * The benchmarks: every figure stands beside what it is compared with in the same run, because
 * ratios travel between machines and seconds do not.
 */

const benches: Record<string, (sizes: readonly number[]) => Promise<BenchRow[]>> = {
  lake: benchLake,
  publish: benchPublish,
  rules: benchRules,
  widget: benchWidget,
  loop: benchLoop,
  feedback: benchFeedback,
}

const usage = `Usage: npm run bench [-- --only ${Object.keys(benches).join('|')}] [--sizes 100,1000,10000] [--json]

Exit codes: 0 done, 2 wrong usage.`

const options = readCommandLine({
  usage,
  options: {
    only: {type: 'string'},
    sizes: {type: 'string', default: '100,1000,10000'},
    json: {type: 'boolean', default: false},
  },
  read({only, sizes, json}) {
    const counts = sizes.split(',').map(Number)
    if (counts.some((size) => !Number.isInteger(size) || size < 1)) {
      throw new TypeError(`not sizes: ${sizes}`)
    }
    const chosen = Object.entries(benches).filter(([name]) => only === undefined || name === only)
    if (chosen.length === 0) throw new TypeError(`unknown bench ${only}`)
    return {chosen, sizes: counts, json}
  },
})
const rows: BenchRow[] = []
for (const [name, bench] of options.chosen) {
  process.stderr.write(`${name} …\n`)
  rows.push(...(await bench(options.sizes)))
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
      `| ${row.what} | ${row.documents ?? ''} | ${row.value.toPrecision(4)} ${row.unit} | ${row.versus ?? ''} | ${ratio} | ${row.target ?? ''} |\n`,
    )
  }
}
