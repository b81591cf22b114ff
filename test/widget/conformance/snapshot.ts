import {describe, expect, test} from 'vitest'
import {QUESTION_IDS, richDocument, sampleDocument} from '../fixtures/documents.ts'
import {look} from '../harness/look.ts'
import {type Stage, element} from '../harness/stage.ts'
import {settled} from '../harness/world.ts'
import {renderDeclarative, renderStatic} from '../../../site/widget/snapshot.ts'

/** Pasted answers: kept, renewed, recalled. */
export function describeSnapshot(stage: Stage): void {
  describe('with a pasted snapshot', () => {
    /** In the page: watches the element's light tree from before the script runs. */
    const watch = `<script>
        window.__changes = 0
        new MutationObserver((list) => (window.__changes += list.length)).observe(
          document.querySelector('foramen-faq'),
          {subtree: true, childList: true, attributes: true, characterData: true})
      </script>`

    test.each(['', 'light'])('changes nothing when the revision is the same (%s)', async (mode) => {
      const content = sampleDocument(stage.world.content.origin)
      const src = stage.world.document(content)
      await stage.tab.goto(
        stage.world.page({
          body: element(`src="${src}" rev="${content.rev}" ${mode}`, renderStatic(content)) + watch,
        }),
      )
      expect((await settled(stage.tab)).events).toMatchObject([
        {type: 'faq-load', detail: {count: 10}},
      ])
      const [changes, hasShadow] = await stage.tab.run(() => [
        (window as unknown as {__changes: number}).__changes,
        document.querySelector('foramen-faq')?.shadowRoot !== null,
      ])
      expect([changes, hasShadow]).toEqual([0, false])
    })

    test.each(['', 'light'])(
      'shows the new answers when the source has changed (%s)',
      async (mode) => {
        const old = sampleDocument(stage.world.content.origin, {rev: 'older-revision'})
        const [first, ...others] = sampleDocument(stage.world.content.origin).items
        if (!first) throw new Error('the sample has no items')
        const fresh = sampleDocument(stage.world.content.origin, {
          rev: 'newer-revision',
          items: [{...first, answer: [['p', ['A corrected answer.']]]}, ...others],
        })
        await stage.show(`rev="${old.rev}" ${mode}`, fresh, {inside: renderStatic(old)})
        const {text} = await stage.tab.run(look)
        expect(text).toContain('A corrected answer.')
        expect(text).not.toContain('small dose of numbing medicine')
      },
    )

    test('what the reader had opened and focused stays open and focused', async () => {
      const old = sampleDocument(stage.world.content.origin, {rev: 'older-revision'})
      const fresh = sampleDocument(stage.world.content.origin, {rev: 'newer-revision'})
      const src = stage.world.document(old)
      await stage.tab.goto(
        stage.world.page({body: element(`src="${src}" rev="${old.rev}"`, renderStatic(old))}),
      )
      await settled(stage.tab)
      await stage.tab.run(async (next) => {
        const host = document.querySelector('foramen-faq')
        host?.show('can-i-drive-home')
        host?.setAttribute('src', next)
      }, stage.world.document(fresh))
      await settled(stage.tab, 2)
      const shown = await stage.tab.run(look)
      expect(shown.open).toEqual(['can-i-drive-home'])
      expect(shown.focus).toBe('summary can-i-drive-home')
    })

    test('a closed question on which the focus rests stays closed and keeps it', async () => {
      const old = sampleDocument(stage.world.content.origin, {rev: 'older-revision'})
      const fresh = sampleDocument(stage.world.content.origin, {rev: 'newer-revision'})
      await stage.show('', old)
      await stage.tab.run((next) => {
        const host = document.querySelector('foramen-faq')
        host?.shadowRoot?.querySelector<HTMLElement>('#can-i-drive-home > summary')?.focus()
        host?.setAttribute('src', next)
      }, stage.world.document(fresh))
      await settled(stage.tab, 2)
      const shown = await stage.tab.run(look)
      expect(shown.open).toEqual([])
      expect(shown.focus).toBe('summary can-i-drive-home')
    })

    test.each(['', 'light'])(
      'current answers whose style a strict policy refused are styled and printed whole (%s)',
      async (mode) => {
        const content = sampleDocument(stage.world.content.origin)
        const show = async (attributes: string, inside: string) => {
          const log = await stage.show(`${attributes} ${mode}`, content, {
            inside,
            policy: stage.world.strictPolicy,
          })
          expect(log.violations).toEqual([])
          return stage.tab.printedBytes()
        }
        const closed = await show(`rev="${content.rev}"`, renderStatic(content))
        const border = await stage.tab.run(() => {
          const item = document.querySelector('foramen-faq > div > details')
          return item && getComputedStyle(item).borderTopWidth
        })
        expect(border).toBe('1px')
        const open = await show(
          `rev="${content.rev}"`,
          renderStatic(content).replaceAll('<details', '<details open'),
        )
        expect(closed / open).toBeGreaterThan(0.97)
      },
    )

    test('a revision beside a mere link does not keep the link', async () => {
      const content = sampleDocument(stage.world.content.origin)
      await stage.show(`rev="${content.rev}"`, content)
      expect((await stage.tab.run(look)).questions).toHaveLength(10)
    })

    test.each([
      ['with the same revision', '0123456789abcdef', ''],
      ['with another revision', 'another-revision', ''],
      ['in light mode', 'another-revision', 'light'],
    ])('a recalled answer disappears from the page altogether (%s)', async (_what, rev, mode) => {
      const pasted = sampleDocument(stage.world.content.origin)
      const fresh = sampleDocument(stage.world.content.origin, {
        items: pasted.items.filter(({id}) => id !== 'when-will-it-help'),
        recalled: ['when-will-it-help'],
      })
      const before = stage.world.seen.length
      await stage.show(`rev="${rev}" ${mode}`, fresh, {inside: renderStatic(pasted)})
      const source = await stage.tab.run(() => {
        const host = document.querySelector('foramen-faq')
        return `${host?.innerHTML} ${host?.shadowRoot?.innerHTML}`
      })
      expect(source).not.toContain('Numbing medicine works soon')
      expect(source).toContain('Tell the clinic before the visit')
      const asked = stage.world.seen.slice(before).filter(({path}) => path.startsWith('/api/'))
      expect(asked).toHaveLength(1)
    })

    test('an answer that is both listed and recalled is not shown', async () => {
      const content = sampleDocument(stage.world.content.origin)
      await stage.show('', {...content, recalled: ['when-will-it-help']})
      expect((await stage.tab.run(look)).questions).toHaveLength(9)
    })

    test('a withdrawn page leaves only its notices and its source', async () => {
      const pasted = sampleDocument(stage.world.content.origin)
      const gone = sampleDocument(stage.world.content.origin, {
        rev: 'withdrawn-00001',
        items: [],
        recalled: QUESTION_IDS,
        notices: {...pasted.notices, emergency: ['This page was withdrawn.']},
      })
      await stage.show(`rev="${pasted.rev}"`, gone, {inside: renderStatic(pasted)})
      const shown = await stage.tab.run(look)
      expect(shown.questions).toEqual([])
      expect(shown.text).toContain('This page was withdrawn.')
      expect(await stage.tab.run(() => document.querySelectorAll('details').length)).toBe(0)
    })

    test('a declarative shadow root is used as it is, without a request when it has no src', async () => {
      const before = stage.world.seen.length
      await stage.tab.goto(
        `${stage.world.page({
          body: element('', renderDeclarative(sampleDocument(stage.world.content.origin))),
        })}#what-are-the-risks`,
      )
      await stage.tab.run(() => customElements.whenDefined('foramen-faq').then(() => undefined))
      const shown = await stage.tab.run(look)
      expect(shown.open).toEqual(['what-are-the-risks'])
      expect(shown.focus).toBe('summary what-are-the-risks')
      expect(stage.world.seen.slice(before).filter(({path}) => path.startsWith('/api/'))).toEqual(
        [],
      )
    })

    test.each(['', 'light'])(
      'a declarative shadow root with a stale revision is renewed (%s)',
      async (mode) => {
        const old = sampleDocument(stage.world.content.origin, {rev: 'older-revision'})
        await stage.show(`${mode} rev="${old.rev}"`, richDocument(stage.world.content.origin), {
          inside: renderDeclarative(old),
        })
        // What is in the shadow tree is what readers see.
        const seen = await stage.tab.run(
          () => document.querySelector('foramen-faq')?.shadowRoot?.textContent,
        )
        expect(seen).toContain('A sub-heading')
      },
    )

    test('is the same markup as the script makes, but for the button', async () => {
      const content = richDocument(stage.world.content.origin)
      await stage.show('', content)
      const [scripted, parsed] = await stage.tab.run((html) => {
        const view = document.querySelector('foramen-faq')?.shadowRoot?.querySelector('[part=list]')
        const copy = view?.cloneNode(true) as HTMLElement
        copy.querySelector('button')?.remove()
        // Attributes in alphabetical order, because the two ways set them in different ones.
        // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
        const normal = (node: Element): string =>
          `<${node.localName} ${[...node.attributes]
            .map(({name: key, value}) => `${key}=${value}`)
            .toSorted()
            .join(' ')}>${[...node.childNodes]
            .map((child) => (child instanceof Element ? normal(child) : child.textContent))
            .join('')}`
        const other = new DOMParser().parseFromString(html, 'text/html').body.firstElementChild
        return [normal(copy), other ? normal(other) : '']
      }, renderStatic(content))
      expect(scripted).toBe(parsed)
    })
  })
}
