import type {SanityClient} from '@sanity/client'
import {expect, test} from 'vitest'
import {ask, clientOf, refusal, startLake} from './support.ts'

async function rawDocuments(client: SanityClient): Promise<unknown[]> {
  return await client.fetch('*', {}, {perspective: 'raw'})
}

test('takes a document from draft to published and back', async () => {
  const client = clientOf(await startLake())
  await client.action({
    actionType: 'sanity.action.document.create',
    publishedId: 'x',
    attributes: {_id: 'drafts.x', _type: 'faq', title: 'One'},
    ifExists: 'fail',
  })
  await client.action({
    actionType: 'sanity.action.document.publish',
    draftId: 'drafts.x',
    publishedId: 'x',
  })
  expect(await rawDocuments(client)).toMatchObject([{_id: 'x', title: 'One'}])
  const edited = await client.action(
    [
      {
        actionType: 'sanity.action.document.edit',
        draftId: 'drafts.x',
        publishedId: 'x',
        patch: {unset: ['_guard']},
      },
      {
        actionType: 'sanity.action.document.edit',
        draftId: 'drafts.x',
        publishedId: 'x',
        patch: {set: {title: 'Two'}},
      },
    ],
    {transactionId: 'my-edit'},
  )
  expect(edited.transactionId).toBe('my-edit')
  expect(await rawDocuments(client)).toMatchObject([
    {_id: 'drafts.x', title: 'Two', _rev: 'my-edit'},
    {_id: 'x', title: 'One'},
  ])
  await client.action({actionType: 'sanity.action.document.version.discard', versionId: 'drafts.x'})
  await client.action({
    actionType: 'sanity.action.document.unpublish',
    draftId: 'drafts.x',
    publishedId: 'x',
  })
  expect(await rawDocuments(client)).toMatchObject([{_id: 'drafts.x', title: 'One'}])
  await client.action({
    actionType: 'sanity.action.document.delete',
    publishedId: 'x',
    includeDrafts: ['drafts.x'],
  })
  expect(await rawDocuments(client)).toEqual([])
})

test('refuses to publish over a revision the editor has not seen', async () => {
  const client = clientOf(await startLake())
  const published = await client.create({_id: 'x', _type: 'faq', title: 'One'})
  await client.create({_id: 'drafts.x', _type: 'faq', title: 'Mine'})
  await client.patch('x').set({title: 'Someone else'}).commit()
  const {statusCode} = await refusal(
    client.action({
      actionType: 'sanity.action.document.publish',
      draftId: 'drafts.x',
      publishedId: 'x',
      ifPublishedRevisionId: published._rev,
    }),
  )
  expect(statusCode).toBe(409)
  expect(await client.fetch('*[_id == "x"][0].title')).toBe('Someone else')
})

test('makes references strong on publishing, and refuses those that point at nothing', async () => {
  const client = clientOf(await startLake())
  const about = {_type: 'reference', _ref: 'y', _weak: true, _strengthenOnPublish: {type: 'faq'}}
  await client.create({_id: 'drafts.x', _type: 'faq', about})
  const publish = {
    actionType: 'sanity.action.document.publish',
    draftId: 'drafts.x',
    publishedId: 'x',
  } as const
  const {statusCode, message} = await refusal(client.action(publish))
  expect(statusCode).toBe(409)
  expect(message).toContain('"y"')
  await client.create({_id: 'y', _type: 'faq'})
  await client.action(publish)
  expect(await client.getDocument('x')).toHaveProperty('about', {_type: 'reference', _ref: 'y'})
})

test('does all actions of a request or none, and each sees the ones before it', async () => {
  const client = clientOf(await startLake())
  const create = (id: string) =>
    ({
      actionType: 'sanity.action.document.create',
      publishedId: id,
      attributes: {_id: `drafts.${id}`, _type: 'faq'},
      ifExists: 'fail',
    }) as const
  const publish = (id: string) =>
    ({
      actionType: 'sanity.action.document.publish',
      draftId: `drafts.${id}`,
      publishedId: id,
    }) as const
  const {statusCode, details} = await refusal(client.action([create('a'), publish('nothing')]))
  expect(statusCode).toBe(409)
  expect(details).toMatchObject({type: 'actionError', items: [{index: 1}]})
  expect(await rawDocuments(client)).toEqual([])
  await client.action([create('a'), publish('a')])
  expect(await rawDocuments(client)).toMatchObject([{_id: 'a'}])
})

test('keeps, replaces and discards versions, and replaces drafts', async () => {
  const client = clientOf(await startLake())
  await client.create({_id: 'x', _type: 'faq', title: 'One'})
  await client.action({
    actionType: 'sanity.action.document.version.create',
    publishedId: 'x',
    baseId: 'x',
    versionId: 'versions.r.x',
  })
  await client.action({
    actionType: 'sanity.action.document.version.replace',
    document: {_id: 'versions.r.x', _type: 'faq', title: 'Two'},
  })
  expect(await client.fetch('*[_id == "x"][0].title', {}, {perspective: ['r']})).toBe('Two')
  await client.action({
    actionType: 'sanity.action.document.version.unpublish',
    versionId: 'versions.r.x',
    publishedId: 'x',
  })
  expect(await client.fetch('*[_id == "x"]', {}, {perspective: ['r']})).toEqual([])
  await client.action({
    actionType: 'sanity.action.document.version.discard',
    versionId: 'versions.r.x',
  })
  await client.action({
    actionType: 'sanity.action.document.replaceDraft',
    publishedId: 'x',
    attributes: {_id: 'drafts.x', _type: 'faq', title: 'Restored'},
  })
  expect(await rawDocuments(client)).toMatchObject([
    {_id: 'drafts.x', title: 'Restored'},
    {_id: 'x'},
  ])
})

test('refuses unknown actions with 400', async () => {
  const lake = await startLake()
  const answer = (actionType: string) =>
    ask(lake, 'POST', '/data/actions/production', {actions: [{actionType}]})
  expect((await answer('sanity.action.document.explode')).status).toBe(400)
  expect((await answer('constructor')).status).toBe(400)
  expect((await ask(lake, 'POST', '/data/actions/production', {actions: []})).status).toBe(400)
  expect((await answer('sanity.action.variant.definition.create')).status).toBe(501)
})
