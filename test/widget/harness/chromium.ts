import {existsSync} from 'node:fs'
import {chromium, type Browser, type Page} from 'playwright-core'
import type {Engine, Tab} from './tab.ts'

const CANDIDATES = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export async function launchChromium(): Promise<Browser> {
  const executablePath = CANDIDATES.find((path) => path !== undefined && existsSync(path))
  if (executablePath === undefined) {
    throw new Error('no Chromium found — install one or name it in the variable CHROMIUM')
  }
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
}

export function tabOf(page: Page): Tab {
  return {
    async goto(url) {
      await page.goto(url)
    },
    async run(inPage, argument) {
      const call = `(${inPage.toString()})(${JSON.stringify(argument) ?? 'undefined'})`
      return page.evaluate(call)
    },
    press: (key) => page.keyboard.press(key),
    async countAccessible(role, name) {
      const session = await page.context().newCDPSession(page)
      const {result} = await session.send('Runtime.evaluate', {
        expression: "document.querySelector('foramen-faq')",
      })
      if (result.objectId === undefined) throw new Error('the page has no foramen-faq')
      const {nodes} = await session.send('Accessibility.queryAXTree', {
        objectId: result.objectId,
        role,
        accessibleName: name,
      })
      return nodes.length
    },
    async printedBytes() {
      return (await page.pdf()).length
    },
    close: () => page.close(),
  }
}

export async function chromiumEngine(): Promise<Engine> {
  const browser = await launchChromium()
  return {
    async open() {
      const context = await browser.newContext()
      return tabOf(await context.newPage())
    },
    close: () => browser.close(),
  }
}
