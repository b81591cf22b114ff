import {createClient, type SanityClient} from '@sanity/client'
import type {Locator, Page} from 'playwright-core'
import {startMainJob} from '../../scripts/bench/main-job.ts'
import {launchChromium} from '../widget/harness/chromium.ts'

/** How long anything may take on a machine that is busy with other things. Milliseconds. */
const PATIENCE = 100_000

/** Studio in a browser, with the lake it writes to and the site that follows. */
export interface EditorsRoom {
  readonly page: Page
  /** Reads and writes the lake beside Studio, as other editors would. */
  readonly lake: SanityClient
  /** Origin of the published site. */
  readonly site: string
  /** What the start command has printed so far. */
  readonly output: () => string
  /** @param path address in Studio, for example `structure/faq` */
  open(path: string): Promise<void>
  close(): Promise<void>
}

/** Starts everything that `npm start` does, and a browser. */
export async function openEditorsRoom(): Promise<EditorsRoom> {
  const job = await startMainJob()
  const lake = createClient({
    projectId: 'foramen',
    dataset: 'production',
    apiVersion: '2025-02-19',
    apiHost: job.lake,
    useProjectHostname: false,
    useCdn: false,
    perspective: 'raw',
    token: job.lakeToken,
  })
  const browser = await launchChromium()
  const page = await browser.newPage({
    viewport: {width: 1440, height: 1000},
    reducedMotion: 'reduce',
  })
  page.setDefaultTimeout(PATIENCE)
  page.setDefaultNavigationTimeout(PATIENCE)
  return {
    page,
    lake,
    site: job.site,
    output: job.output,
    open: async (path) => {
      await page.goto(`${job.studio}/${path}`, {waitUntil: 'commit'})
    },
    close: async () => {
      await browser.close()
      await job.close()
    },
  }
}

/** Chooses an entry of the menu beside Publish. */
export async function chooseAction(page: Page, name: string): Promise<void> {
  await page.getByTestId('action-menu-button').last().click()
  await page.getByRole('menuitem', {name}).locator('visible=true').click()
}

/** The Publish button of the open document. */
export function publishButton(page: Page): Locator {
  return page.getByTestId('action-publish')
}

/**
 * Asks again and again until the answer is the one the test waits for.
 *
 * @throws {Error} with the last answer, when patience ends
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
): Promise<T> {
  const until = Date.now() + PATIENCE
  for (;;) {
    const answer = await ask()
    if (isRight(answer)) return answer
    if (Date.now() > until)
      throw new Error(`the last answer was ${JSON.stringify(answer)?.slice(0, 500)}`)
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}
