import {mkdir, writeFile} from 'node:fs/promises'
import {parseArgs} from 'node:util'
import {bundleWidget} from './build.ts'
import {integrityOf, readLedger, releasedFile} from './files.ts'
import {VERSION} from './version.ts'

const HELP = `node site/widget/release.ts

Freezes the widget under the version in site/widget/version.ts: writes its bytes to
site/widget/released/ and their hash to site/widget/integrity.json. Commit both. From then on the
build refuses other bytes under that version.

Exit codes: 0 done, 1 the version was released with other bytes, 2 wrong usage.`

/** @returns the exit code. */
async function release(): Promise<number> {
  const script = await bundleWidget()
  const integrity = integrityOf(script)
  const ledger = await readLedger()
  const before = ledger[VERSION]
  if (before !== undefined && before !== integrity) {
    console.error(
      `version ${VERSION} was released with other bytes — raise VERSION in site/widget/version.ts`,
    )
    return 1
  }
  await mkdir(new URL('.', releasedFile(VERSION)), {recursive: true})
  await writeFile(releasedFile(VERSION), script)
  await writeFile(
    new URL('integrity.json', import.meta.url),
    `${JSON.stringify({...ledger, [VERSION]: integrity}, null, 2)}\n`,
  )
  console.log(`faq.${VERSION}.js ${script.length} bytes ${integrity}`)
  return 0
}

try {
  const {values} = parseArgs({options: {help: {type: 'boolean', short: 'h'}}})
  if (values.help === true) console.log(HELP)
  else process.exitCode = await release()
} catch (error) {
  if (!(error instanceof TypeError)) throw error
  console.error(`${error.message}\n\n${HELP}`)
  process.exitCode = 2
}
