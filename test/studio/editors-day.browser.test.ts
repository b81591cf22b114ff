import {afterAll, beforeAll, describe, expect, it} from 'vitest'
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

/** What stays of a page when everything that names or places it is left out. */
async function textOf(id: string) {
  const own = new Set(['title', 'slug', 'aka', 'abbreviation', 'isExample'])
  const document = (await published(id)) ?? {}
  return Object.fromEntries(
    Object.entries(document).filter(([name]) => !name.startsWith('_') && !own.has(name)),
  )
}

async function openDocument(type: string, id: string) {
  await room.open(`structure/${type};${id}`)
  await room.page.getByTestId(DOCUMENT_STATUS).waitFor()
}

const field = (name: string) => room.page.getByTestId(`field-${name}`).getByRole('textbox')

async function publish() {
  await expect
    .poll(() => publishButton(room.page).isEnabled(), {timeout: 60_000, interval: 250})
    .toBe(true)
  await publishButton(room.page).click()
}

describe('an editor’s day', () => {
  it('begins with a page that explains the model', async () => {
    await room.open('structure/welcome')
    await room.page.getByRole('heading', {name: 'From draft to reader'}).waitFor()
    expect(await room.page.getByText('New injection procedure').isVisible()).toBe(true)
  })

  it('starts a procedure from the injection template and is held back by the rules', async () => {
    const {page, lake} = room
    await page.getByText('New injection procedure').click()
    await field('title').fill('Trigger point injection: a guaranteed cure')
    const draft = await eventually(
      () =>
        lake.fetch<{_id: string; kind: string; steps: unknown[]} | null>(
          '*[_type == "procedure" && _id in path("drafts.**")][0]',
        ),
      (found) => found !== null,
    )
    expect(draft).toMatchObject({kind: 'injection', language: 'en', status: 'active'})
    expect(draft?.steps).toHaveLength(5)
    procedureId = draft?._id.replace('drafts.', '') ?? ''
    await page.getByRole('button', {name: 'Validation'}).click()
    await page
      .getByText(/promises or praises: .*\(R10\)/)
      .first()
      .waitFor()
    expect(await publishButton(page).isEnabled()).toBe(false)
  })

  it('mends what the rules named and publishes', async () => {
    const {page, lake} = room
    const text = await textOf('procedure-nerve-block')
    await lake.patch(`drafts.${procedureId}`).set(text).commit()
    await field('title').fill('Trigger point injection')
    await page.getByRole('button', {name: 'Generate'}).click()
    await page.getByText('No validation errors').waitFor()
    await publish()
    const document = await eventually(() => published(procedureId), Boolean)
    expect(document).toMatchObject({
      title: 'Trigger point injection',
      slug: {current: 'trigger-point-injection'},
    })
    expect(document?.['review'] ?? null).toBeNull()
  })

  it('creates a question beside its procedure with the link filled in', async () => {
    const {page, lake} = room
    await openDocument('procedure', procedureId)
    await page.getByRole('tab', {name: 'Links'}).click()
    await page.getByRole('button', {name: 'Create', exact: true}).click()
    await field('question').fill('How long does a trigger point injection take')
    const draft = await eventually(
      () =>
        lake.fetch<{_id: string; about: {_ref: string}[]} | null>(
          '*[_type == "faq" && _id in path("drafts.**")][0]',
        ),
      (found) => found !== null,
    )
    expect(draft?.about.map(({_ref}) => _ref)).toEqual([procedureId])
    questionId = draft?._id.replace('drafts.', '') ?? ''
  })

  it('sees the count and the rule at the question, mends it and publishes', async () => {
    const {page} = room
    await openDocument('faq', questionId)
    await page.getByRole('button', {name: 'Validation'}).click()
    await page.getByText('does not end with a question mark').first().waitFor()
    await field('question').fill('How long does a trigger point injection take?')
    await page.getByText('46 characters · 10 to 120').waitFor()
    await page.getByRole('button', {name: 'Generate'}).click()
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
    const treated = await room.lake.fetch<string>('*[_id == $id][0].treats[0].condition._ref', {
      id: procedureId,
    })
    await openDocument('condition', treated)
    await page.getByRole('tab', {name: 'Links'}).click()
    await page.getByText('Treated by').first().scrollIntoViewIfNeeded()
    await page.getByText('Trigger point injection').first().waitFor()
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
  })

  it('changes an address, and the old one is kept for a redirect', async () => {
    await openDocument('procedure', procedureId)
    await field('slug').fill('muscle-knot-injection')
    await publish()
    const document = await eventually(
      () => published(procedureId),
      (found) => found?.['slug']?.current === 'muscle-knot-injection',
    )
    expect(document?.['slugHistory']).toEqual(['trigger-point-injection'])
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
    await room.open('structure/work;withdrawn')
    await page.getByText('How long does a trigger point injection take?').waitFor()
    expect(await lake.fetch('count(*[_id == $id])', {id: `drafts.${questionId}`})).toBe(0)
  })

  it('cannot publish an unreviewed page once the clinic requires a review', async () => {
    const {page, lake} = room
    await lake.patch('site-settings-en').set({requireClinicalReview: true}).commit()
    await openDocument('condition', 'condition-arthritis')
    await field('title').fill('Arthritis of the joints')
    await eventually(() => lake.getDocument('drafts.condition-arthritis'), Boolean)
    await publishButton(page).hover({force: true})
    await page.getByText('Site settings require a clinical review').first().waitFor()
    expect(await publishButton(page).isEnabled()).toBe(false)
    expect((await published('condition-arthritis'))?.['title']).toBe('Arthritis')
  })
})
