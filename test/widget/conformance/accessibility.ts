import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import {describe, expect, test} from 'vitest'
import {
  arabicDocument,
  QUESTION_TEXTS,
  richDocument,
  sampleDocument,
} from '../fixtures/documents.ts'
import type {Stage} from '../harness/stage.ts'

const axeSource = await readFile(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** What axe finds wrong, and what it cannot decide, in the page on show. */
async function axe({tab, world}: Stage): Promise<{violations: string[]; incomplete: string[]}> {
  const url = world.host.serve('/axe.js', {
    headers: {'content-type': 'text/javascript'},
    body: axeSource,
  })
  return tab.run(async (address) => {
    await new Promise((resolve, reject) => {
      const script = document.createElement('script')
      script.src = address
      script.addEventListener('load', resolve)
      script.addEventListener('error', reject)
      document.head.append(script)
    })
    const results = await window.axe.run(document, {})
    const [violations, incomplete] = [results.violations, results.incomplete].map((list) =>
      list.flatMap(({id, nodes}) => nodes.map((node) => `${id}: ${node.html.slice(0, 120)}`)),
    )
    return {violations: violations ?? [], incomplete: incomplete ?? []}
  }, url)
}

const clean = {violations: [], incomplete: []}

/** What a checker and assistive technology get of an element. */
export function describeAccessibility(stage: Stage): void {
  describe('for assistive technology', () => {
    test.each([
      ['closed, shadow', ''],
      ['open, shadow', 'open="all"'],
      ['closed, light', 'light'],
      ['open, light', 'light open="all"'],
    ])('axe finds nothing wrong and nothing uncertain (%s)', async (_what, attributes) => {
      await stage.show(attributes, richDocument(stage.world.content.origin))
      expect(await axe(stage)).toEqual(clean)
    })

    test('axe finds nothing wrong in right-to-left text', async () => {
      await stage.show('open="all"', arabicDocument(stage.world.content.origin))
      expect(await axe(stage)).toEqual(clean)
    })

    test.each(['', 'light'])(
      'every question is a heading of exactly its words (%s)',
      async (mode) => {
        await stage.show(mode, sampleDocument(stage.world.content.origin))
        for (const question of QUESTION_TEXTS) {
          expect(await stage.tab.countAccessible('heading', question)).toBe(1)
        }
      },
    )
  })
}
