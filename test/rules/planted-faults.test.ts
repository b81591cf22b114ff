import {Mutation} from '@sanity/mutator'
import {expect, it} from 'vitest'
import {checkContent} from '../../scripts/content-check/findings.ts'
import type {LakeDocument} from '../../schemas/rules/index.ts'
import {plantedFaults, type PlantedFault} from '../corpus/bad-documents.ts'
import {validDocuments} from '../corpus/valid-documents.ts'

const NOW = '2026-11-24'

/** The valid edition with the fault in it. */
function edition({patch, add = []}: PlantedFault): LakeDocument[] {
  const patched = validDocuments.map((document) => {
    if (document._id !== patch?.id) return document
    const result = new Mutation({mutations: [{patch}]}).apply(structuredClone(document))
    if (result === null) throw new Error(`the patch removed ${document._id}`)
    return {...result, _type: document._type}
  })
  if (patch !== undefined && !patched.some(({_id}) => _id === patch.id)) {
    throw new Error(`there is no document ${patch.id} to patch`)
  }
  return [...patched, ...add]
}

async function findingsOf(documents: readonly LakeDocument[]): Promise<string[]> {
  const content = {documents, problems: [], folder: '.'}
  const {findings} = await checkContent(content, {includeDrafts: false, now: NOW})
  return findings.map(({rule, documentId, path}) => `${rule} ${documentId} ${path}`).toSorted()
}

it('finds nothing in a valid edition', async () => {
  expect(await findingsOf(validDocuments)).toEqual([])
})

it.each(plantedFaults)('names $name, and nothing else', async (fault) => {
  expect(await findingsOf(edition(fault))).toEqual([...fault.expect].toSorted())
})
