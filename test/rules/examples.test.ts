import {describe, expect, it} from 'vitest'
import {indexDataset, model, rules} from '../../schemas/rules/index.ts'
import {examples, type Example} from './examples.ts'

function paths(ruleId: string, {document, others = []}: Example): string[] {
  const rule = rules.find(({id}) => id === ruleId)
  if (rule === undefined) throw new Error(`there is no rule ${ruleId}`)
  const dataset = indexDataset([...others.filter(({_id}) => _id !== document._id), document])
  const findings = rule.check(document, {today: '2026-11-24', dataset, model})
  return findings.map(({path, message}) => `${path}: ${message}`)
}

it('gives every rule examples that pass and examples that fail', () => {
  expect(Object.keys(examples).toSorted()).toEqual(rules.map(({id}) => id).toSorted())
  for (const [id, {pass, fail}] of Object.entries(examples)) {
    expect(pass.length, id).toBeGreaterThan(0)
    expect(fail.length, id).toBeGreaterThan(0)
  }
})

it('gives every rule an id of its own and a source that can be looked up', () => {
  const ids = rules.map(({id}) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const {id, title, source} of rules) {
    expect(id).toMatch(/^[RS]\d\d$/)
    expect(title, id).not.toBe('')
    expect(source.name, id).not.toBe('')
    // A page, a printed work by its year, or our own reason.
    if (source.url !== undefined) expect(source.url, id).toMatch(/^https:\/\//)
    else expect(source.name, id).toMatch(/^Foramen: \S+ .{10,}|\b(?:19|20)\d\d\b/)
  }
})

describe.each(Object.entries(examples))('%s', (id, {pass, fail}) => {
  it.each(pass)('lets example $# through', (example) => {
    expect(paths(id, example)).toEqual([])
  })

  it.each(fail)('names the fault in example $#', (example) => {
    expect(paths(id, example)).not.toEqual([])
  })
})
