import {afterAll, afterEach, beforeAll, beforeEach} from 'vitest'
import type {WidgetDocumentV1} from '../../../schemas/api/v1/widget.ts'
import {sampleDocument} from '../fixtures/documents.ts'
import type {Engine, Tab} from './tab.ts'
import {settled, startWorld, type Log, type World} from './world.ts'

/** What a page's author put into the element. */
export const FALLBACK =
  '<p id="fallback"><a href="https://content.example/en/">Nerve blocks</a></p>'

/** The element as HTML. */
export function element(attributes: string, inside: string = FALLBACK): string {
  return `<foramen-faq ${attributes}>${inside}</foramen-faq>`
}

export interface ShowOptions {
  readonly inside?: string
  readonly hash?: string
  readonly policy?: string
}

/** A browser, two servers and, for each test, a fresh tab. */
export interface Stage {
  readonly tab: Tab
  readonly world: World
  /** Opens a page with one element and waits until it has loaded or failed. */
  show(attributes: string, content?: WidgetDocumentV1 | string, options?: ShowOptions): Promise<Log>
}

/** Sets the stage for the tests of the surrounding `describe`. */
export function setStage(start: () => Promise<Engine>): Stage {
  let engine: Engine
  let world: World
  let tab: Tab
  beforeAll(async () => {
    world = await startWorld()
    engine = await start()
  })
  afterAll(async () => {
    await engine.close()
    await world.close()
  })
  beforeEach(async () => {
    tab = await engine.open()
  })
  afterEach(() => tab.close())
  return {
    get tab() {
      return tab
    },
    get world() {
      return world
    },
    async show(attributes, content = sampleDocument(world.content.origin), options = {}) {
      const url = world.page({
        body: element(`src="${world.document(content)}" ${attributes}`, options.inside),
        ...(options.policy === undefined ? {} : {policy: options.policy}),
      })
      await tab.goto(`${url}${options.hash ?? ''}`)
      return settled(tab)
    },
  }
}
