import {describe, expect, test} from 'vitest'
import {hostileJson, hostileStructures, PAYLOADS, sampleDocument} from '../fixtures/documents.ts'
import {look} from '../harness/look.ts'
import {type Stage, element} from '../harness/stage.ts'
import {settled} from '../harness/world.ts'

/** In the page: everything that could run, load or lead to script. */
const dangers = () => {
  const host = document.querySelector('foramen-faq')
  const tree = host?.shadowRoot ?? host
  if (!tree) throw new Error('no element')
  const all = [...tree.querySelectorAll<HTMLElement>('*')]
  return {
    elements: all
      .map(({localName}) => localName)
      .filter((tag) =>
        /^(script|iframe|img|object|embed|style|form|input|svg|math|link|meta|base|template)$/.test(
          tag,
        ),
      ),
    handlers: all.flatMap((one) =>
      [...one.attributes]
        .filter(({name}) => name.startsWith('on') || name === 'style')
        .map(({name}) => name),
    ),
    addresses: all
      .flatMap((one) =>
        one instanceof HTMLAnchorElement && one.hasAttribute('href') ? [one.protocol] : [],
      )
      .filter((protocol) => !['https:', 'http:', 'mailto:', 'tel:'].includes(protocol)),
    pwned: window.__pwned ?? null,
    polluted: ({} as Record<string, unknown>).polluted ?? null,
  }
}

/** Data and pages that mean harm. */
export function describeHostile(stage: Stage): void {
  describe('with hostile data', () => {
    const none = {elements: [], handlers: [], addresses: [], pwned: null, polluted: null}

    test.each(['', 'light'])('no payload in any text runs, loads or links (%s)', async (mode) => {
      const elements = PAYLOADS.map(
        (payload, index) =>
          `<foramen-faq id="p${index}" ${mode} open="all" src="${stage.world.document(hostileJson(payload, stage.world.content.origin))}"></foramen-faq>`,
      )
      await stage.tab.goto(stage.world.page({body: elements.join('')}))
      const log = await settled(stage.tab, PAYLOADS.length)
      expect(log.errors).toEqual([])
      const found = await stage.tab.run(() => {
        const bad: string[] = []
        for (const host of document.querySelectorAll('foramen-faq')) {
          for (const one of (host.shadowRoot ?? host).querySelectorAll('*')) {
            if (/^(script|iframe|img|svg|math|style)$/.test(one.localName)) bad.push(one.localName)
            for (const {name, value} of one.attributes) {
              if (name.startsWith('on')) bad.push(name)
              if (name === 'href' && !/^(https?|mailto|tel):/.test(value)) bad.push(value)
            }
          }
        }
        return {bad, pwned: window.__pwned ?? null}
      })
      expect(found).toEqual({bad: [], pwned: null})
    })

    test.each(['', 'light'])('structures in the place of texts become texts (%s)', async (mode) => {
      const log = await stage.show(
        `open="all" ${mode}`,
        hostileStructures(stage.world.content.origin),
      )
      expect(log.errors).toEqual([])
      expect(log.events[0]?.type).toBe('faq-load')
      expect(await stage.tab.run(dangers)).toEqual(none)
      const {text, questions} = await stage.tab.run(look)
      expect(questions).toHaveLength(10)
      expect(text).toContain('the text after it')
      expect(text).toContain('line end in tag')
    })
  })

  describe('in a hostile page', () => {
    test('clobbered globals, patched prototypes and a polluted Object do no harm', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: `<script>
              Object.prototype.method = 'POST'
              Object.prototype.onclick = 'window.__pwned=1'
              Object.prototype.href = 'javascript:window.__pwned=1'
              Array.prototype.extra = function () {}
            </script>`,
          body: `<form id="config"><input name="querySelector"></form><img name="fetch" alt=""><img name="createElement" alt=""><a id="customElements" href="#x">x</a><a id="location" href="#x">x</a><img name="getElementById" alt=""><img name="adoptedStyleSheets" alt="">
              ${element(`src="${src}"`)}`,
        }),
      )
      const log = await settled(stage.tab)
      expect(log.events[0]?.type).toBe('faq-load')
      expect(log.errors).toEqual([])
      expect((await stage.tab.run(look)).questions).toHaveLength(10)
    })

    test('a second copy of the script changes nothing', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: `<script defer src="${stage.world.script.url}?again"></script><script type="module" src="${stage.world.script.url}"></script>`,
          body: element(`src="${src}"`),
        }),
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events.map(({type}) => type)).toEqual(['faq-load'])
    })

    test('page CSS that hides everything does not reach the shadow tree', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: '<style>details,summary,h3,p,[part]{display:none!important}</style>',
          body: element(`src="${src}"`),
        }),
      )
      await settled(stage.tab)
      const height = await stage.tab.run(
        () => document.querySelector('foramen-faq')?.getBoundingClientRect().height ?? 0,
      )
      expect(height).toBeGreaterThan(300)
    })

    test('page CSS wins in light mode', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: '<style>summary{display:block}h3{margin:7px}</style>',
          body: element(`src="${src}" light`),
        }),
      )
      await settled(stage.tab)
      const style = await stage.tab.run(() => {
        const summary = document.querySelector('summary')
        if (!summary?.firstElementChild) throw new Error('nothing rendered')
        return [
          getComputedStyle(summary).display,
          getComputedStyle(summary.firstElementChild).marginTop,
        ]
      })
      expect(style).toEqual(['block', '7px'])
    })
  })
}
