import {mkdir, writeFile} from 'node:fs/promises'
import {bundleWidget} from '../site/widget/build.ts'
import {integrityFile, integrityOf, readIntegrity, releasedFile} from '../site/widget/files.ts'
import {VERSION} from '../site/widget/version.ts'
import {readCommandLine} from './command-line.ts'

/** Freezes the widget, so that pages can pin its bytes. */

const usage = `Usage: npm run release:widget

Freezes the widget under the version in site/widget/version.ts: writes its bytes to
site/widget/released/ and their hash to site/widget/integrity.json. Commit both. From then on the
build refuses other bytes under that version.
Exit codes: 0 done, 1 the version was released with other bytes, 2 wrong usage.`

readCommandLine({usage, options: {}, read: () => undefined})
const script = await bundleWidget()
const integrity = integrityOf(script)
const released = await readIntegrity()
if ((released[VERSION] ?? integrity) === integrity) {
  await mkdir(new URL('.', releasedFile(VERSION)), {recursive: true})
  await writeFile(releasedFile(VERSION), script)
  await writeFile(
    integrityFile,
    `${JSON.stringify({...released, [VERSION]: integrity}, null, 2)}\n`,
  )
  process.stdout.write(`faq.${VERSION}.js ${script.length} bytes ${integrity}\n`)
} else {
  process.stderr.write(
    `version ${VERSION} was released with other bytes — raise VERSION in site/widget/version.ts\n`,
  )
  process.exitCode = 1
}
