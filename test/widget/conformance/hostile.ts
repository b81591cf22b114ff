import {describe, expect, test} from 'vitest'
import {hostileJson, hostileStructures, PAYLOADS, sampleDocument} from '../fixtures/documents.ts'
import {isFallbackVisible, look} from '../harness/look.ts'
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

    test('names of one letter, as minified scripts have them, are no names of the page', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: `<script>
              for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$') {
                window[letter] = Object.prototype[letter] = 'of the page'
              }
            </script>`,
          body: `<script>
              addEventListener('load', () => {
                const made = document.createElement('foramen-faq')
                made.setAttribute('src', '${src}')
                document.body.append(made)
              })
            </script>`,
        }),
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events.map(({type}) => type)).toEqual(['faq-load'])
      expect((await stage.tab.run(look)).questions).toHaveLength(10)
    })

    // Preact keeps its listeners in a property `l` of the element.
    test('libraries may keep one-letter properties of their own on the element', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          body: `${element(`src="${src}"`)}<script>
              const early = document.querySelector('foramen-faq')
              for (const letter of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$') {
                early[letter] = 'of a library'
              }
            </script>`,
        }),
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events.map(({type}) => type)).toEqual(['faq-load'])
      expect((await stage.tab.run(look)).questions).toHaveLength(10)
      const added = await stage.tab.run(() => {
        const one = document.createElement('foramen-faq')
        return [Object.keys(one), 'l' in one]
      })
      expect(added).toEqual([[], false])
    })

    test.each([
      'Array.prototype.flat = function () { return [].concat(...this) }',
      'delete Array.prototype.flat',
      'String.prototype.split = () => []',
      "Object.defineProperty(Element.prototype, 'part', {get: () => null})",
      'const append = Element.prototype.append; Element.prototype.append = function (one) { append.call(this, one) }',
    ])('methods that a page replaced do no harm: %s', async (script) => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: `<script>${script}</script>`,
          body: element(`src="${src}"`),
        }),
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events.map(({type}) => type)).toEqual(['faq-load'])
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

    test('the script adds no name to those of the page', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          body: `<script>window.__names = Object.getOwnPropertyNames(window)</script>${element(`src="${src}"`)}`,
        }),
      )
      await settled(stage.tab)
      const added = await stage.tab.run(() => {
        const {__names} = window as unknown as {__names: string[]}
        return Object.getOwnPropertyNames(window).filter(
          (name) => name !== '__names' && !__names.includes(name),
        )
      })
      expect(added).toEqual([])
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

    test('a page that resets every style leaves the questions laid out and closed', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: '<style>*{all:unset}details{display:none}button{position:absolute;opacity:0}</style>',
          body: element(`src="${src}"`),
        }),
      )
      await settled(stage.tab)
      const layout = await stage.tab.run(() => {
        const tree = document.querySelector('foramen-faq')?.shadowRoot
        const summary = tree?.querySelector('summary')
        const button = tree?.querySelector('button')
        const answer = tree?.querySelector('[part=answer]')
        if (!summary || !button || !answer) throw new Error('nothing rendered')
        return {
          question: getComputedStyle(summary).display,
          isQuestionSeen: summary.checkVisibility(),
          isAnswerSeen: answer.checkVisibility({contentVisibilityAuto: true}),
          button: getComputedStyle(button).opacity,
        }
      })
      expect(layout).toEqual({
        question: 'flex',
        isQuestionSeen: true,
        isAnswerSeen: false,
        button: '1',
      })
    })

    test('a page that closes every shadow tree still gets events, links and recalls', async () => {
      const content = sampleDocument(stage.world.content.origin)
      await stage.tab.goto(
        `${stage.world.page({
          head: `<script>
              const attach = Element.prototype.attachShadow
              Element.prototype.attachShadow = function () { return attach.call(this, {mode: 'closed'}) }
            </script>`,
          body: element(`src="${stage.world.document(content)}"`),
        })}#what-are-the-risks`,
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events).toMatchObject([
        {type: 'faq-load', detail: {count: 10}},
        {type: 'faq-toggle', detail: {id: 'what-are-the-risks', open: true}},
      ])
      await stage.tab.run(
        (next) => document.querySelector('foramen-faq')?.setAttribute('src', next),
        stage.world.document({...content, recalled: ['what-are-the-risks']}),
      )
      await settled(stage.tab, 2)
      expect(
        await stage.tab.run(() =>
          document.querySelector('foramen-faq')?.show('what-are-the-risks'),
        ),
      ).toBe(false)
    })

    test.each([
      ['refuses shadow trees', 'Element.prototype.attachShadow = () => { throw new Error("no") }'],
      ['has broken style sheets', 'CSSStyleSheet.prototype.replaceSync = () => { throw "no" }'],
      ['has broken elements', 'Element.prototype.append = () => { throw "no" }'],
    ])('a page that %s keeps the fallback and hears of it', async (_what, code) => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({head: `<script>${code}</script>`, body: element(`src="${src}"`)}),
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events).toMatchObject([{type: 'faq-error', detail: {why: 'data'}}])
      expect(await stage.tab.run(isFallbackVisible)).toBe(true)
    })

    test('methods that old libraries add to every array, element and object do no harm', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: `<script>
              for (const type of [Array, Element, Object, String, Function])
                for (const name of ['show', 'hide', 'flatten', 'first', 'each', 'signal', 'body', 'mode'])
                  if (!(name in type.prototype)) type.prototype[name] = function () { throw new Error(name) }
              Object.freeze(Array.prototype)
            </script>`,
          body: element(`src="${src}"`),
        }),
      )
      const log = await settled(stage.tab)
      expect(log.errors).toEqual([])
      expect(log.events).toMatchObject([{type: 'faq-load', detail: {count: 10}}])
    })

    test('a library that puts something else in the place of Document does no harm', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          // MooTools, and so every Joomla 2.5 and 3.
          head: '<script>window.Document = function () {}</script>',
          body: element(`src="${src}"`),
        }),
      )
      const log = await settled(stage.tab)
      expect(log.events).toMatchObject([{type: 'faq-load', detail: {count: 10}}])
    })

    test.each(['', 'light'])('lines wrap where the page forbids it (%s)', async (mode) => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          body: `<div style="width:300px;white-space:nowrap">${element(`src="${src}" open="all" ${mode}`)}</div>`,
        }),
      )
      await settled(stage.tab)
      const width = await stage.tab.run(() => document.querySelector('foramen-faq')?.scrollWidth)
      expect(width).toBe(300)
    })

    test('a page that took the name for itself and froze the registry keeps its own element', async () => {
      const src = stage.world.document(sampleDocument(stage.world.content.origin))
      await stage.tab.goto(
        stage.world.page({
          head: `<script>
              customElements.define('foramen-faq', class extends HTMLElement {})
              Object.freeze(customElements)
            </script>`,
          body: element(`src="${src}"`),
        }),
      )
      expect(await stage.tab.run(() => window.__log.errors)).toEqual([])
      expect(await stage.tab.run(isFallbackVisible)).toBe(true)
    })

    test.each(['', 'light'])(
      'an element that document.write puts in after the script has run is served (%s)',
      async (mode) => {
        const src = stage.world.document(sampleDocument(stage.world.content.origin))
        const written = JSON.stringify(element(`src="${src}" ${mode}`)).replaceAll('<', '\\u003c')
        await stage.tab.goto(
          stage.world.page({
            scriptAttributes: '',
            body: `<script>document.write(${written})</script>`,
          }),
        )
        const log = await settled(stage.tab)
        expect(log.errors).toEqual([])
        expect((await stage.tab.run(look)).questions).toHaveLength(10)
        expect(await stage.tab.run(isFallbackVisible)).toBe(false)
      },
    )

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
