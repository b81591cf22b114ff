import {describe, expect, test} from 'vitest'
import {sampleDocument} from '../fixtures/documents.ts'
import {look, isFallbackVisible} from '../harness/look.ts'
import {type Stage, element} from '../harness/stage.ts'
import {settled, type World} from '../harness/world.ts'

/** Every way in which a document may fail to come. */
export function describeFailures(stage: Stage): void {
  describe('when the document cannot be had', () => {
    const failures: [string, string, () => Parameters<World['document']>][] = [
      ['404', 'http', () => ['', {status: 404}]],
      ['500', 'http', () => [sampleDocument(stage.world.content.origin), {status: 500}]],
      ['HTML instead of JSON', 'data', () => ['<!doctype html><h1>Hello</h1>']],
      [
        'torn JSON',
        'data',
        () => [JSON.stringify(sampleDocument(stage.world.content.origin)).slice(0, -40)],
      ],
      ['an empty body', 'data', () => ['']],
      ['null', 'data', () => ['null']],
      [
        'version 2',
        'data',
        () => [JSON.stringify({...sampleDocument(stage.world.content.origin), v: 2})],
      ],
      [
        'a version as text',
        'data',
        () => [JSON.stringify({...sampleDocument(stage.world.content.origin), v: '1'})],
      ],
      [
        'no items',
        'data',
        () => [JSON.stringify({...sampleDocument(stage.world.content.origin), items: []})],
      ],
      [
        'a missing field',
        'data',
        () => [JSON.stringify({...sampleDocument(stage.world.content.origin), notices: undefined})],
      ],
      [
        'nesting without end',
        'data',
        () => [
          JSON.stringify(sampleDocument(stage.world.content.origin)).replace(
            '"answer":[',
            `"answer":[${'["p",['.repeat(20_000)}"x"${']]'.repeat(20_000)},`,
          ),
        ],
      ],
      [
        'two megabytes',
        'data',
        () => [
          JSON.stringify({...sampleDocument(stage.world.content.origin), extra: 'x'.repeat(2e6)}),
        ],
      ],
      [
        'no CORS header',
        'network',
        () => [
          sampleDocument(stage.world.content.origin),
          {headers: {'access-control-allow-origin': 'https://other.example'}},
        ],
      ],
      [
        'a redirect',
        'network',
        () => [
          sampleDocument(stage.world.content.origin),
          {status: 302, headers: {location: `${stage.world.content.origin}/other.json`}},
        ],
      ],
    ]
    test.each(failures)(
      '%s: one error event (%s), the fallback stays, nothing is thrown',
      async (_what, why, reply) => {
        const src = stage.world.document(...reply())
        await stage.tab.goto(stage.world.page({body: element(`src="${src}"`)}))
        const log = await settled(stage.tab)
        expect(log.events.map(({type, detail}) => [type, detail])).toEqual([['faq-error', {why}]])
        expect(log.errors).toEqual([])
        expect(await stage.tab.run(isFallbackVisible)).toBe(true)
        expect(
          await stage.tab.run(() =>
            document.querySelector('foramen-faq')?.matches(':state(error)'),
          ),
        ).toBe(true)
      },
    )

    test('a host that never answers ends at the stated time', async () => {
      const src = stage.world.document('', {body: 'hang'})
      await stage.tab.goto(stage.world.page({body: element(`src="${src}" timeout="300"`)}))
      expect((await settled(stage.tab)).events).toMatchObject([
        {type: 'faq-error', detail: {why: 'timeout'}},
      ])
      expect(await stage.tab.run(isFallbackVisible)).toBe(true)
    })

    test('a host that is not there, and an address that is none, say network', async () => {
      await stage.tab.goto(
        stage.world.page({
          body: element('src="http://127.0.0.1:9/x.json"') + element('src="http://:bad:/"'),
        }),
      )
      const log = await settled(stage.tab, 2)
      expect(log.events.map(({detail}) => detail.why)).toEqual(['network', 'network'])
      expect(log.errors).toEqual([])
    })

    test('removal while loading is silent, and re-insertion loads once', async () => {
      const src = stage.world.document('', {body: 'hang'})
      await stage.tab.goto(stage.world.page({body: element(`src="${src}"`)}))
      const good2 = stage.world.document(sampleDocument(stage.world.content.origin))
      const events = await stage.tab.run(async (next) => {
        await customElements.whenDefined('foramen-faq')
        const host = document.querySelector('foramen-faq')
        if (!host) throw new Error('no element')
        host.remove()
        await window.__toggled()
        const ask = window.fetch
        let asked = 0
        window.fetch = (...request) => {
          asked += 1
          return ask(...request)
        }
        host.setAttribute('src', next)
        document.body.append(host)
        await window.__answered(1)
        return [...window.__log.events.map(({type}) => type), asked]
      }, good2)
      expect(events).toEqual(['faq-load', 1])
    })

    test('a new src replaces a request that is under way', async () => {
      const slow = stage.world.document('', {body: 'hang'})
      await stage.tab.goto(stage.world.page({body: element(`src="${slow}"`)}))
      await stage.tab.run(
        async (next) => {
          await customElements.whenDefined('foramen-faq')
          document.querySelector('foramen-faq')?.setAttribute('src', next)
        },
        stage.world.document(sampleDocument(stage.world.content.origin)),
      )
      expect((await settled(stage.tab)).events.map(({type}) => type)).toEqual(['faq-load'])
    })

    test('answers on show stay when a later document fails', async () => {
      await stage.show('')
      await stage.tab.run(
        (next) => document.querySelector('foramen-faq')?.setAttribute('src', next),
        stage.world.document('', {status: 500}),
      )
      await settled(stage.tab, 2)
      expect((await stage.tab.run(look)).questions).toHaveLength(10)
    })
  })
}
