import {mkdtemp, readFile, rm} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {dirname, join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import {PAGE_TYPES} from '../../schemas/documents/type-lists.ts'
import type {LakeDocument} from '../../site/content/client.ts'
import {localClient, parseNdjson} from '../../site/content/ndjson.ts'
import {publish} from '../../site/publish/publish.ts'

/**
 * A page is withdrawn because it may hurt somebody. Nothing about the rest of the library may then
 * keep the publication, and with it the page, as it was.
 */

const SEED = fileURLToPath(new URL('../../studio/seed/production.ndjson', import.meta.url))

let documents: LakeDocument[]
let folder: string
let out: string

const publishAll = async (content: readonly LakeDocument[]) =>
  publish({
    client: await localClient(content, [], dirname(SEED)),
    out,
    baseUrl: 'http://127.0.0.1:4321',
  })

const withdrawn = (isTaken: (document: LakeDocument) => boolean) =>
  documents.map((document) =>
    isTaken(document)
      ? {
          ...document,
          status: 'withdrawn',
          withdrawal: {reason: 'One sentence was wrong.', date: '2026-02-01'},
        }
      : document,
  )

const isPage = ({_type}: LakeDocument) => PAGE_TYPES.some((type) => type === _type)
const isFaqAbout = (id: string) => (document: LakeDocument) =>
  document._type === 'faq' && JSON.stringify(document['about']).includes(`"${id}"`)

/** Statuses of the JSON files of some pages: a tombstone says why the page is gone. */
async function statuses(taken: readonly LakeDocument[]): Promise<unknown[]> {
  return Promise.all(
    taken.map(async ({_id}) => {
      const entry = JSON.parse(await readFile(join(out, `api/v1/ids/${_id}.json`), 'utf8'))
      return entry.locales.en.status
    }),
  )
}

beforeAll(async () => {
  ;({documents} = parseNdjson(await readFile(SEED)))
  folder = await mkdtemp(join(tmpdir(), 'foramen-withdrawals-'))
  out = join(folder, 'dist')
  await publishAll(documents)
}, 300_000)

afterAll(() => rm(folder, {recursive: true, force: true}))

describe('withdrawing is never held up by the pages that stay', () => {
  test('all questions about one page', async () => {
    const subjects = documents.filter(({_id}) => documents.some(isFaqAbout(_id)))
    expect(subjects.length).toBeGreaterThan(5)
    for (const {_id} of subjects) {
      const taken = documents.filter(isFaqAbout(_id))
      await publishAll(withdrawn(isFaqAbout(_id)))
      expect(new Set(await statuses(taken)), _id).toEqual(new Set(['withdrawn']))
    }
  }, 300_000)

  test.each(PAGE_TYPES)(
    'every %s at once',
    async (type) => {
      const taken = documents.filter(({_type}) => _type === type)
      await publishAll(withdrawn(({_type}) => _type === type))
      // The example content need not have every type.
      expect(await statuses(taken)).toEqual(taken.map(() => 'withdrawn'))
    },
    300_000,
  )

  test('the whole library', async () => {
    await publishAll(withdrawn(isPage))
    expect(new Set(await statuses(documents.filter(isPage)))).toEqual(new Set(['withdrawn']))
  }, 300_000)
})
