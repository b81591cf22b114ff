import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import type {AxeResults, RunOptions} from 'axe-core'
import type {Browser, Page} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {launchChromium} from '../widget/harness/chromium.ts'
import {buildSite, type BuiltSite} from './harness/built-site.ts'

const PHONE = {width: 360, height: 740}
const DESKTOP = {width: 1280, height: 900}
/** One page of each kind, the richest where there are several. */
const KINDS = [
  '/en/',
  '/en/procedures/',
  '/en/conditions/',
  '/en/faqs/',
  '/en/topics/',
  '/en/procedures/epidural-steroid-injection/',
  '/en/techniques/laser-therapy/',
  '/en/conditions/chronic-low-back-pain/',
  '/en/faqs/do-i-need-a-scan/',
  '/en/topics/interventional-pain-management/',
  '/en/about/',
  '/en/about/editorial-guide/',
  '/en/glossary/',
  '/en/developers/',
  '/en/developers/api/',
  '/en/developers/widget/',
  '/404.html',
]
const RICHEST = '/en/procedures/epidural-steroid-injection/'

let site: BuiltSite
let browser: Browser
let axeSource: string

beforeAll(async () => {
  axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  site = await buildSite()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await site.close()
})

interface View {
  readonly viewport?: {readonly width: number; readonly height: number}
  readonly colorScheme?: 'light' | 'dark'
  readonly forcedColors?: 'active'
  readonly reducedMotion?: 'reduce'
  readonly javaScriptEnabled?: boolean
}

async function withPage<T>(path: string, view: View, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({viewport: DESKTOP, bypassCSP: true, ...view})
  try {
    const page = await context.newPage()
    await page.goto(site.url + path)
    return await use(page)
  } finally {
    await context.close()
  }
}

declare global {
  interface Window {
    axe: {run(context: Document, options: RunOptions): Promise<AxeResults>}
  }
}

const LOOKS = [
  {viewport: PHONE, colorScheme: 'light'},
  {viewport: DESKTOP, colorScheme: 'dark'},
] as const
const OTHER_LOOKS = [
  {viewport: PHONE, colorScheme: 'dark'},
  {viewport: DESKTOP, colorScheme: 'light'},
] as const

/** What axe finds in each look, every answer opened, one line a finding. */
async function violationsOf(path: string, looks: typeof LOOKS | typeof OTHER_LOOKS) {
  return withPage(path, {}, async (page) => {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
    })
    await page.evaluate(axeSource)
    const found: string[] = []
    for (const {viewport, colorScheme} of looks) {
      await page.setViewportSize(viewport)
      await page.emulateMedia({colorScheme})
      const {violations} = await page.evaluate(() =>
        window.axe.run(document, {
          runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        }),
      )
      for (const {id, nodes} of violations) {
        const targets = nodes.map(({target}) => target.join(' ')).join(', ')
        found.push(`${viewport.width} px ${colorScheme} ${id}: ${targets}`)
      }
    }
    return found
  })
}

describe('accessibility', () => {
  it.each(KINDS)(
    '%s has no violation that axe can find, on a phone and a desktop',
    async (path) => {
      expect(await violationsOf(path, LOOKS)).toEqual([])
    },
  )

  it('keeps contrast in the other two looks on the richest page', async () => {
    expect(await violationsOf(RICHEST, OTHER_LOOKS)).toEqual([])
  })

  it('never needs sideways scrolling, down to 320 px', async () => {
    const wide: string[] = []
    for (const path of KINDS) {
      await withPage(path, {viewport: {width: 320, height: 640}}, async (page) => {
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        if (width > 320) wide.push(`${path} is ${width} px wide`)
      })
    }
    expect(wide).toEqual([])
  })

  it('sets text at 18 px or more and lines of at most 75 characters', async () => {
    const measured = await withPage(RICHEST, {}, (page) =>
      page.evaluate(() => {
        const paragraph = document.querySelector('.prose p')
        if (paragraph === null) return null
        const style = getComputedStyle(paragraph)
        const size = Number.parseFloat(style.fontSize)
        const canvas = document.createElement('canvas').getContext('2d')
        if (canvas === null) return null
        canvas.font = style.font
        const zero = canvas.measureText('0').width
        return {size, characters: paragraph.getBoundingClientRect().width / zero}
      }),
    )
    expect(measured?.size).toBeGreaterThanOrEqual(18)
    expect(measured?.characters).toBeLessThanOrEqual(75)
  })

  it('skips to the content with the first Tab and Enter', async () => {
    await withPage(RICHEST, {}, async (page) => {
      await page.keyboard.press('Tab')
      const link = await page.evaluate(() => {
        const rect = document.activeElement?.getBoundingClientRect()
        return {text: document.activeElement?.textContent.trim(), top: rect?.top ?? -1}
      })
      expect(link.text).toBe(site.content.strings.pages.skipToContent)
      expect(link.top).toBeGreaterThanOrEqual(0)
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
    })
  })

  it('opens the sources with the keyboard', async () => {
    await withPage(RICHEST, {}, async (page) => {
      const first = page.locator('.sources details')
      await first.locator('summary').focus()
      await page.keyboard.press('Enter')
      expect(await first.evaluate((details) => details.hasAttribute('open'))).toBe(true)
    })
  })

  it('shows where the focus is', async () => {
    await withPage(RICHEST, {}, async (page) => {
      for (let step = 0; step < 12; step += 1) {
        await page.keyboard.press('Tab')
        const outline = await page.evaluate(() => {
          const focused = document.activeElement
          return focused === null ? '' : getComputedStyle(focused).outlineStyle
        })
        expect(outline).toBe('solid')
      }
    })
  })

  it('gives links in navigation and citations room for a finger: 24 px', async () => {
    const small = await withPage(RICHEST, {viewport: PHONE}, (page) =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll(
            '.site-nav a, .breadcrumbs a, .contents a, .cite a, summary, .related a, .back',
          ),
        ]
          .map((target) => ({text: target.textContent, rect: target.getBoundingClientRect()}))
          .filter(({rect}) => rect.width > 0 && (rect.width < 24 || rect.height < 24))
          .map(({text, rect}) => `${text} ${rect.width}x${rect.height}`),
      ),
    )
    expect(small).toEqual([])
  })

  it('keeps care cards framed when colours are forced', async () => {
    const borders = await withPage(RICHEST, {forcedColors: 'active'}, (page) =>
      page.evaluate(() =>
        [...document.querySelectorAll('.care-card')].map(
          (card) => getComputedStyle(card).borderTopStyle,
        ),
      ),
    )
    expect(borders.length).toBeGreaterThan(0)
    expect(new Set(borders)).toEqual(new Set(['solid']))
  })
})

describe('without anything but HTML and CSS', () => {
  it('opens the closed sources when a citation is followed, scripts switched off', async () => {
    await withPage(RICHEST, {javaScriptEnabled: false}, async (page) => {
      const source = page.locator('#source-3')
      expect(await source.isVisible()).toBe(false)
      await page.locator('.cite a[href="#source-3"]').first().click()
      await source.waitFor({state: 'visible'})
    })
  })

  it('prints the sources that are closed on the screen, and no navigation', async () => {
    await withPage(RICHEST, {}, async (page) => {
      const closed = page.locator('.sources details:not([open]) ol')
      const heights = async () => (await closed.boundingBox())?.height ?? 0
      const onScreen = await heights()
      await page.emulateMedia({media: 'print'})
      expect(onScreen).toBe(0)
      expect(await heights()).toBeGreaterThan(40)
      expect(await page.locator('.site-nav').isVisible()).toBe(false)
      expect(await page.locator('.care-card').first().isVisible()).toBe(true)
    })
  })

  it('asks for nothing but itself and its pictures, and breaks none of its own rules', async () => {
    const context = await browser.newContext({viewport: DESKTOP})
    try {
      const page = await context.newPage()
      const requests: string[] = []
      const complaints: string[] = []
      page.on('request', (request) => requests.push(new URL(request.url()).pathname))
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      await page.goto(`${site.url}/en/about/`)
      expect(complaints).toEqual([])
      expect(requests.filter((path) => path !== '/favicon.svg')).toEqual(['/en/about/'])
      // The style sheet passed the policy: without it the strip would have no colour.
      const strip = page.locator('.emergency-strip')
      const colour = await strip.evaluate((element) => getComputedStyle(element).backgroundColor)
      expect(colour).toBe('rgb(150, 21, 15)')
    } finally {
      await context.close()
    }
  })
})

describe('on a phone, help and answers first', () => {
  const SCREEN = {width: 375, height: 667}
  const box = async (page: Page, selector: string) => {
    const found = await page.locator(selector).first().boundingBox()
    if (found === null) throw new Error(`${page.url()} shows no ${selector}`)
    return found
  }

  it.each([RICHEST, '/en/conditions/herniated-disc/'])(
    '%s has the way to help and its first words in the first screen',
    async (path) => {
      await withPage(path, {viewport: SCREEN, reducedMotion: 'reduce'}, async (page) => {
        const help = await box(page, '.help a')
        expect(help.height).toBeGreaterThanOrEqual(44)
        expect(help.y + help.height).toBeLessThan((await box(page, '.lead')).y + 1)
        const lead = await box(page, '.lead')
        expect(lead.y + lead.height).toBeLessThanOrEqual(SCREEN.height)
        await page.locator('.help a').click()
        const call = await box(page, '.care-card[data-level="emergency"] a[href="tel:911"]')
        expect(call.height).toBeGreaterThanOrEqual(48)
        expect(call.width).toBeGreaterThan(0.8 * (await box(page, '.care-card')).width)
        expect(call.y + call.height).toBeLessThanOrEqual(SCREEN.height)
      })
    },
  )

  it.each([320, 375])('keeps the emergency strip on one line at %d px', async (width) => {
    await withPage(RICHEST, {viewport: {width, height: 667}}, async (page) => {
      expect((await box(page, '.emergency-strip')).height).toBeLessThanOrEqual(48)
      for (const link of await page.locator('.emergency-strip a').all()) {
        expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44)
      }
    })
  })

  it('gives the notice in two lines and the answer of a question in the first screen', async () => {
    await withPage('/en/faqs/driving-and-work-after/', {viewport: SCREEN}, async (page) => {
      expect((await box(page, '.notice p')).height).toBeLessThan(50)
      expect((await box(page, '#answer + .prose p')).y).toBeLessThan(SCREEN.height)
      expect(await page.locator('.contents').count()).toBe(0)
    })
  })

  it('closes the contents there, and shows them whole beside the text on a desktop', async () => {
    await withPage(RICHEST, {viewport: SCREEN, reducedMotion: 'reduce'}, async (page) => {
      const last = page.locator('.contents li').last()
      expect(await last.isVisible()).toBe(false)
      await page.setViewportSize({width: 1440, height: 900})
      expect(await last.isVisible()).toBe(true)
      await page.locator('#risks').evaluate((heading) => heading.scrollIntoView())
      const contents = await box(page, '.contents')
      expect(contents.y).toBeGreaterThanOrEqual(0)
      expect(contents.y + contents.height).toBeLessThanOrEqual(900)
    })
  })

  it('keeps red red in the dark, with an edge of 3:1', async () => {
    await withPage(RICHEST, {colorScheme: 'dark'}, async (page) => {
      const colours = await page.locator('.emergency-strip').evaluate((strip) => {
        const {backgroundColor, borderBottomColor} = getComputedStyle(strip)
        const paper = getComputedStyle(document.documentElement).backgroundColor
        return [backgroundColor, borderBottomColor, paper].map((colour) =>
          (colour.match(/\d+/g) ?? []).map(Number),
        )
      })
      const [fill = [], edge = [], paper = []] = colours
      const [red = 0, green = 255, blue = 255] = fill
      expect(red).toBeGreaterThan(4 * Math.max(green, blue))
      expect(contrast(edge, paper)).toBeGreaterThanOrEqual(3)
      expect(contrast(fill, [255, 255, 255])).toBeGreaterThanOrEqual(7)
    })
  })

  /** WCAG 2.2, contrast ratio of two sRGB colours. */
  function contrast(one: readonly number[], other: readonly number[]) {
    const luminance = (colour: readonly number[]) => {
      const [r = 0, g = 0, b = 0] = colour.map((value) => {
        const part = value / 255
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
    return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
  }
})

describe('the configurator', () => {
  it('shows the chosen subject live and gives a snippet for it, within its own policy', async () => {
    const context = await browser.newContext({viewport: DESKTOP})
    try {
      const page = await context.newPage()
      const complaints: string[] = []
      page.on('console', (message) => complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      const path = '/en/developers/widget/'
      await page.goto(site.url + path)
      await page.getByLabel('Questions about').selectOption({label: 'Herniated disc'})
      await page.getByLabel('Snippet for').selectOption({label: 'WordPress'})
      const snippet = page.getByRole('region', {name: 'Snippet', exact: true})
      await snippet.getByText('conditions/herniated-disc.json').waitFor()
      // One line, unlike the snippet for HTML.
      expect(await snippet.textContent()).toMatch(/^<script [^\n]*<\/foramen-faq>$/)
      await page.locator('foramen-faq').getByText('Will my herniated disc heal').waitFor()
      expect(complaints).toEqual([])
    } finally {
      await context.close()
    }
  })
})
