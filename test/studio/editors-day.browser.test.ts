import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Locator} from 'playwright-core'
import {afterEach, afterAll, beforeAll, describe, expect, it} from 'vitest'
import {
  chooseAction,
  type EditorsRoom,
  eventually,
  openEditorsRoom,
  publishButton,
} from './support.ts'

/**
 * A day of an editor in the real Studio on a lake of its own, in the order in which it happens.
 * Texts that an editor would type for an hour are written to the lake beside Studio; everything
 * that Studio decides is done with its buttons.
 */

let room: EditorsRoom
let procedureId = ''
let questionId = ''

const DOCUMENT_STATUS = 'document-status'
const PROMISE = 'Trigger point injection: a guaranteed cure'
const SLUG = 'trigger-point-injection'
const CONDITION = 'condition-herniated-disc'
const QUESTION = 'How long does a trigger point injection take'

afterEach(async ({task}) => {
  if (task.result?.state !== 'fail') return
  const picture = join(tmpdir(), `foramen-editors-day-${task.id}.png`)
  await room.page.screenshot({path: picture})
  console.error(`${room.output()}\nlast seen: ${picture}`)
})

beforeAll(async () => {
  room = await openEditorsRoom()
  await room.lake.createOrReplace({
    _id: 'contributor-clinician',
    _type: 'contributor',
    name: 'Test Clinician',
    slug: {_type: 'slug', current: 'test-clinician'},
    role: 'clinician',
    credentials: 'MD',
    active: true,
  })
})

afterAll(async () => {
  await room?.close()
})

const published = (id: string) => room.lake.getDocument(id)

/** What stays of a page when everything that names, links or places it is left out. */
async function textOf(id: string) {
  const own = new Set(['title', 'slug', 'aka', 'abbreviation', 'treats', 'isExample'])
  const document = (await published(id)) ?? {}
  return Object.fromEntries(
    Object.entries(document).filter(([name]) => !name.startsWith('_') && !own.has(name)),
  )
}

async function openDocument(type: string, id: string) {
  await room.open(`structure/${type};${id}`)
  await room.page.getByTestId(DOCUMENT_STATUS).waitFor()
}

/** Studio keeps hidden copies of a text, for screen readers and tooltips. */
const seen = (text: Locator) => text.filter({visible: true}).first().waitFor()

const field = (name: string) => room.page.getByTestId(`field-${name}`).getByRole('textbox')

async function publish() {
  await expect
    .poll(() => publishButton(room.page).isEnabled(), {timeout: 60_000, interval: 250})
    .toBe(true)
  await publishButton(room.page).click()
}

interface SiteAnswer {
  readonly status: number
  readonly location: string | null
  readonly text: string
}

/** What the published site answers, without following redirects. */
async function ask(url: string): Promise<SiteAnswer> {
  const response = await fetch(url, {redirect: 'manual'})
  return {
    status: response.status,
    location: response.headers.get('location'),
    text: await response.text(),
  }
}

/** The site publishes by itself after a change in Studio. */
const follows = (url: string, isRight: (answer: SiteAnswer) => boolean) =>
  eventually(() => ask(url), isRight)

describe('an editor’s day', () => {
  it('begins with a page that explains the model', async () => {
    await room.open('structure/welcome')
    await room.page.getByRole('heading', {name: 'From draft to reader'}).waitFor()
    expect(await room.page.getByText('New injection procedure').isVisible()).toBe(true)
  })

  it('starts a procedure from the injection template and is held back by the rules', async () => {
    const {page, lake} = room
    await page.getByText('New injection procedure').click()
    await field('title').fill(PROMISE)
    const draft = await eventually(
      () =>
        lake.fetch<{_id: string; title?: string; kind: string; steps: unknown[]} | null>(
          '*[_type == "procedure" && _id in path("drafts.**")][0]',
        ),
      (found) => found?.title === PROMISE,
    )
    expect(draft).toMatchObject({kind: 'injection', language: 'en', status: 'active'})
    expect(draft?.steps).toHaveLength(5)
    procedureId = draft?._id.replace('drafts.', '') ?? ''
    await page.getByRole('button', {name: 'Validation'}).click()
    await seen(page.getByText(/promises or praises: .*\(R10\)/))
    expect(await publishButton(page).isEnabled()).toBe(false)
  })

  it('mends what the rules named', async () => {
    const {page, lake} = room
    const text = await textOf('procedure-nerve-block')
    await lake.patch(`drafts.${procedureId}`).set(text).commit()
    await field('title').fill('Trigger point injection')
    await page.getByTestId('field-slug').getByRole('button', {name: 'Generate'}).click()
    await eventually(
      () => lake.getDocument(`drafts.${procedureId}`),
      (draft) => draft?.['slug']?.current === SLUG,
    )
  })

  it('links it to a condition, with a source, by searching for both', async () => {
    const {page} = room
    await page.getByRole('tab', {name: 'Links'}).click()
    await page.getByTestId('field-treats').getByRole('button', {name: 'Add item'}).click()
    const dialog = page.getByRole('dialog').last()
    await dialog.getByPlaceholder('Type to search').first().fill('disc')
    await page.getByRole('option', {name: 'Herniated disc'}).last().click()
    await dialog.getByText('Sometimes used').click()
    await dialog
      .locator('[data-testid$=".citations"]')
      .getByRole('button', {name: 'Add item'})
      .click()
    await page.getByRole('dialog').last().getByPlaceholder('Type to search').last().fill('NG59')
    await page.getByRole('option', {name: 'NG59'}).last().click()
    await page
      .getByRole('dialog')
      .last()
      .getByRole('button', {name: 'Close dialog'})
      .first()
      .click()
    await page.getByText('No validation errors').waitFor()
    const draft = await room.lake.getDocument(`drafts.${procedureId}`)
    expect(draft?.['treats']).toMatchObject([
      {condition: {_ref: CONDITION}, use: 'sometimes', citations: [{}]},
    ])
  })

  it('sees the exact JSON before partners do', async () => {
    const {page} = room
    await page.getByRole('tab', {name: 'API', exact: true}).click()
    const pane = page.getByTestId('api-pane')
    await pane.getByText('New in the API: there is no published file.').waitFor()
    await pane.getByText('"title": "Trigger point injection"').first().waitFor()
  })

  it('sees the draft on the real page while typing, and publishes there', async () => {
    const {page, site} = room
    await page.getByRole('tab', {name: 'Edit', exact: true}).click()
    await page.getByText('Not published yet: see it as readers will').click()
    await page.getByRole('link', {name: `/preview/en/procedures/${SLUG}/`}).click()
    const heading = page.frameLocator('iframe').getByRole('heading', {level: 1})
    await heading.getByText('Trigger point injection', {exact: true}).waitFor()
    await field('title').fill('Trigger point injection of a muscle')
    await heading.getByText('Trigger point injection of a muscle').waitFor()
    await field('title').fill('Trigger point injection')
    await heading.getByText('Trigger point injection', {exact: true}).waitFor()
    expect((await ask(`${site}/en/procedures/${SLUG}/`)).status).toBe(404)
    await publish()
    const document = await eventually(() => published(procedureId), Boolean)
    expect(document).toMatchObject({title: 'Trigger point injection', slug: {current: SLUG}})
    expect(document?.['review'] ?? null).toBeNull()
  })

  it('finds page and JSON on the site, and the link on the condition', async () => {
    const {site} = room
    await follows(
      `${site}/en/procedures/${SLUG}/`,
      ({status, text}) => status === 200 && text.includes('Trigger point injection'),
    )
    const {data} = JSON.parse((await ask(`${site}/api/v1/en/procedures/${SLUG}.json`)).text)
    expect(data.title).toBe('Trigger point injection')
    const condition = await ask(`${site}/api/v1/en/conditions/herniated-disc.json`)
    expect(condition.text).toContain(SLUG)
    const page = await ask(`${site}/en/conditions/herniated-disc/`)
    expect(page.text).toContain(`/en/procedures/${SLUG}/`)
  })

  it('creates a question beside its procedure with the link filled in', async () => {
    const {page, lake} = room
    await openDocument('procedure', procedureId)
    await page.getByRole('tab', {name: 'Links'}).click()
    await page.getByRole('button', {name: 'Create', exact: true}).click()
    await field('question').fill(QUESTION)
    const draft = await eventually(
      () =>
        lake.fetch<{_id: string; question?: string; about: {_ref: string}[]} | null>(
          '*[_type == "faq" && _id in path("drafts.**")][0]',
        ),
      // Studio stores the last keys a moment later, and opening another page would lose them.
      (found) => found?.question === QUESTION,
    )
    expect(draft?.about.map(({_ref}) => _ref)).toEqual([procedureId])
    questionId = draft?._id.replace('drafts.', '') ?? ''
  })

  it('sees the count and the rule at the question, mends it and publishes', async () => {
    const {page, lake} = room
    const {authors} = await textOf('procedure-nerve-block')
    await lake.patch(`drafts.${questionId}`).set({authors}).commit()
    await openDocument('faq', questionId)
    await page.getByRole('button', {name: 'Validation'}).click()
    await seen(page.getByText('does not end with a question mark'))
    await field('question').fill('How long does a trigger point injection take?')
    await page.getByText('45 characters · 10 to 120').waitFor()
    await page.getByTestId('field-slug').getByRole('button', {name: 'Generate'}).click()
    await field('shortAnswer').fill(
      'Plan for a short visit. The team cleans the skin, places a thin needle and gives the medicine. You rest and are watched before you go home with someone.',
    )
    await page.getByText('No validation errors').waitFor()
    await publish()
    const document = await eventually(() => published(questionId), Boolean)
    expect(document).toMatchObject({
      slug: {current: 'how-long-does-a-trigger-point-injection-take'},
      about: [{_ref: procedureId}],
    })
  })

  it('sees on the condition which procedures treat it', async () => {
    const {page} = room
    await openDocument('condition', CONDITION)
    await page.getByRole('tab', {name: 'Links'}).click()
    await page.getByText('Treated by').filter({visible: true}).first().scrollIntoViewIfNeeded()
    await seen(page.getByText('Trigger point injection'))
  })

  it('marks the procedure as reviewed, which publishing alone never does', async () => {
    const {page} = room
    await openDocument('procedure', procedureId)
    await page.getByTestId(DOCUMENT_STATUS).getByText('Not reviewed').waitFor()
    await chooseAction(page, 'Mark as reviewed')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Test Clinician, MD').waitFor()
    const confirm = dialog.getByRole('button', {name: 'Mark as reviewed'})
    expect(await confirm.isEnabled()).toBe(false)
    await dialog.getByText('Test Clinician, MD').click()
    await confirm.click()
    await page.getByTestId(DOCUMENT_STATUS).getByText('Reviewed', {exact: true}).waitFor()
    expect((await published(procedureId))?.['review'] ?? null).toBeNull()
    await publish()
    const document = await eventually(
      () => published(procedureId),
      (found) => Boolean(found?.['review']),
    )
    expect(document?.['review']).toMatchObject({
      lastReviewed: new Date().toISOString().slice(0, 10),
      reviewedBy: [{_ref: 'contributor-clinician'}],
    })
    await follows(`${room.site}/api/v1/en/procedures/${SLUG}.json`, ({text}) =>
      text.includes('Test Clinician'),
    )
  })

  it('changes an address, and the old one is kept for a redirect', async () => {
    await openDocument('procedure', procedureId)
    await field('slug').fill('muscle-knot-injection')
    await publish()
    const document = await eventually(
      () => published(procedureId),
      (found) => found?.['slug']?.current === 'muscle-knot-injection',
    )
    expect(document?.['slugHistory']).toEqual([SLUG])
    const {site} = room
    await follows(`${site}/en/procedures/muscle-knot-injection/`, ({status}) => status === 200)
    expect(await ask(`${site}/en/procedures/${SLUG}/`)).toMatchObject({
      status: 301,
      location: '/en/procedures/muscle-knot-injection/',
    })
    expect(await ask(`${site}/api/v1/en/procedures/${SLUG}.json`)).toMatchObject({
      status: 301,
      location: '/api/v1/en/procedures/muscle-knot-injection.json',
    })
  })

  it('withdraws a page at once, with a reason and a page to read instead', async () => {
    const {page, lake} = room
    await openDocument('faq', questionId)
    await chooseAction(page, 'Withdraw')
    const dialog = page.getByRole('dialog')
    const confirm = dialog.getByRole('button', {name: 'Withdraw now'})
    expect(await confirm.isEnabled()).toBe(false)
    await dialog.getByLabel('Reason, shown to readers').fill('The answer is on the procedure page.')
    await dialog.getByLabel('Read instead').selectOption({label: 'Trigger point injection'})
    await confirm.click()
    const document = await eventually(
      () => published(questionId),
      (found) => found?.['status'] === 'withdrawn',
    )
    expect(document?.['withdrawal']).toMatchObject({
      reason: 'The answer is on the procedure page.',
      replacement: {_ref: procedureId},
    })
    await page.getByTestId(DOCUMENT_STATUS).getByText('Withdrawn').waitFor()
    const gone = 'how-long-does-a-trigger-point-injection-take'
    await follows(`${room.site}/api/v1/en/faqs/${gone}.json`, ({status}) => status === 410)
    const tombstone = await ask(`${room.site}/en/faqs/${gone}/`)
    expect(tombstone.status).toBe(410)
    expect(tombstone.text).toContain('The answer is on the procedure page.')
    await room.open('structure/work;withdrawn')
    await page.getByText('How long does a trigger point injection take?').waitFor()
    expect(await lake.fetch('count(*[_id == $id])', {id: `drafts.${questionId}`})).toBe(0)
  })

  it('brings back what a page said before', async () => {
    const {page, lake} = room
    await openDocument('technique', 'technique-laser-therapy')
    const before = await published('technique-laser-therapy')
    await field('title').fill('Laser therapy, changed by mistake')
    await publish()
    await eventually(
      () => published('technique-laser-therapy'),
      (found) => found?.['title'] === 'Laser therapy, changed by mistake',
    )
    await page.getByTestId('document-perspective-list').getByText('Published').click()
    await page.getByTestId('pane-context-menu-button').last().click()
    await page.getByRole('menuitem', {name: 'History'}).click()
    await page.getByTestId('timeline-item-button').nth(1).click()
    await page.getByRole('button', {name: 'Revert to revision'}).click()
    await page.getByRole('button', {name: 'Confirm'}).click()
    const draft = await eventually(
      () => lake.getDocument('drafts.technique-laser-therapy'),
      (found) => found?.['title'] === before?.['title'],
    )
    expect(draft).toMatchObject({title: 'Laser therapy for pain', _type: 'technique'})
  })

  it('cannot publish an unreviewed page once the clinic requires a review', async () => {
    const {page, lake} = room
    await lake.patch('site-settings-en').set({requireClinicalReview: true}).commit()
    await openDocument('condition', 'condition-arthritis')
    await field('title').fill('Arthritis of the joints')
    await eventually(() => lake.getDocument('drafts.condition-arthritis'), Boolean)
    await publishButton(page).hover({force: true})
    await seen(page.getByText('Site settings require a clinical review'))
    expect(await publishButton(page).isEnabled()).toBe(false)
    expect((await published('condition-arthritis'))?.['title']).toBe('Arthritis')
  })
})
