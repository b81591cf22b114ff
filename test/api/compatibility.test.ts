import {describe, expect, test} from 'vitest'
import {
  addressBreakages,
  breakages,
  withDeprecated,
  type JsonSchema,
} from '../../schemas/api/v1/compatibility.ts'
import {openSchema} from '../../schemas/api/v1/json-schema.ts'
import {openApiDocument} from '../../schemas/api/v1/openapi.ts'
import {impacts, unpromised, type PartnerContract} from '../../schemas/api/v1/partners.ts'
import {readReleaseState} from '../../scripts/release-contract/contract.ts'
import {judge} from '../../scripts/release-contract/gate.ts'

test('the contract is frozen as it is and breaks no client of an earlier version', async () => {
  expect(judge(await readReleaseState())).toEqual({refusals: [], pending: []})
})

interface Editable {
  [key: string]: Editable
}

/** The list's contract with one change made to it. */
function mutated(change: (definitions: Editable) => void): JsonSchema {
  const copy: JsonSchema & {definitions?: Editable} = structuredClone(openSchema('procedure'))
  change(copy.definitions ?? {})
  return copy
}

const at = (definitions: Editable, ...path: string[]): Editable => {
  let node = definitions
  for (const key of path) {
    const next = node[key]
    if (next === undefined) throw new Error(`the contract has no ${path.join('/')}`)
    node = next
  }
  return node
}

const put = (node: Editable, key: string, value: unknown) => Reflect.set(node, key, value)

describe('the gate against breaking changes', () => {
  const breaking: [string, (definitions: Editable) => void][] = [
    ['a removed field', (d) => delete at(d, 'Card', 'properties')['summary']],
    [
      'a renamed field',
      (d) => {
        const properties = at(d, 'Card', 'properties')
        put(properties, 'name', properties['title'])
        delete properties['title']
      },
    ],
    ['a field that becomes optional', (d) => put(at(d, 'Card'), 'required', ['type', 'id'])],
    [
      'a field that may become null',
      (d) => put(at(d, 'Card', 'properties'), 'title', {anyOf: [{type: 'string'}, {type: 'null'}]}),
    ],
    ['another type', (d) => put(at(d, 'Source', 'properties'), 'year', {type: 'string'})],
    [
      'a number where whole numbers were',
      (d) => put(at(d, 'Source', 'properties', 'year'), 'type', 'number'),
    ],
    [
      'a dropped format',
      (d) => delete at(d, 'Review', 'properties', 'lastReviewed', 'anyOf', '0')['format'],
    ],
    [
      'a removed id',
      (d) => put(at(d, 'CareCard', 'properties', 'level'), 'x-extensible-enum', ['urgent']),
    ],
    ['another constant', (d) => put(at(d, 'Procedure', 'properties', 'type'), 'const', 'other')],
    ['a loosened pattern', (d) => put(at(d, 'Section', 'properties', 'id'), 'pattern', '.*')],
    [
      'a list that becomes an object',
      (d) => put(at(d, 'Procedure', 'properties', 'notices'), 'type', 'object'),
    ],
    [
      'items of another shape',
      (d) => put(at(d, 'Procedure', 'properties', 'notices'), 'items', {type: 'string'}),
    ],
  ]
  test.each(breaking)('%s turns it red', (_, change) => {
    const found = breakages(openSchema('procedure'), mutated(change))
    expect(found.length).toBeGreaterThan(0)
    expect(found[0]?.pointer).toMatch(/^\//)
  })

  const harmless: [string, (definitions: Editable) => void][] = [
    ['a new field', (d) => put(at(d, 'Card', 'properties'), 'icon', {type: 'string'})],
    [
      'a new required field',
      (d) => {
        put(at(d, 'Card', 'properties'), 'icon', {type: 'string'})
        put(at(d, 'Card'), 'required', [...Object.values(at(d, 'Card', 'required')), 'icon'])
      },
    ],
    [
      'a new id',
      (d) =>
        put(at(d, 'CareCard', 'properties', 'level'), 'x-extensible-enum', [
          'emergency',
          'urgent',
          'nonUrgent',
          'selfCare',
        ]),
    ],
    ['another description', (d) => put(at(d, 'Card'), 'description', 'Other words.')],
    [
      'a field that is never null any more',
      (d) => put(at(d, 'Card', 'properties'), 'languageFallback', {type: 'string'}),
    ],
  ]
  test.each(harmless)('%s leaves it green', (_, change) => {
    expect(breakages(openSchema('procedure'), mutated(change))).toEqual([])
  })
})

describe('the gate against breaking changes of addresses', () => {
  const RECALLS = '/api/v1/recalls.json'
  const after = (change: (paths: Editable) => void) => {
    const copy: {paths: Editable} = JSON.parse(JSON.stringify(openApiDocument('/')))
    change(copy.paths)
    return addressBreakages(openApiDocument('/'), JSON.parse(JSON.stringify(copy)))
  }
  const breaking: [string, (paths: Editable) => void][] = [
    ['a removed address', (paths) => delete paths[RECALLS]],
    ['a renamed operation', (paths) => put(at(paths, RECALLS, 'get'), 'operationId', 'recalls')],
    ['a removed answer', (paths) => delete at(paths, RECALLS, 'get', 'responses')['404']],
    [
      'an answer by another schema',
      (paths) =>
        put(
          at(paths, RECALLS, 'get', 'responses', '200', 'content', 'application/json', 'schema'),
          '$ref',
          '#/components/schemas/List',
        ),
    ],
  ]
  test.each(breaking)('%s turns it red', (_, change) => {
    expect(after(change)).toMatchObject([{pointer: RECALLS}])
  })

  test('a new address and another summary leave it green', () => {
    const found = after((paths) => {
      put(paths, '/api/v1/new.json', at(paths, RECALLS))
      put(at(paths, RECALLS, 'get'), 'summary', 'Other words')
    })
    expect(found).toEqual([])
  })
})

describe('a deprecation', () => {
  test('marks fields in the schema, which breaks no client', () => {
    const before = openSchema('procedure')
    const after = withDeprecated(before, [
      '/review/nextReview',
      '/related/conditions',
      '/data/heroImage/alt',
    ])
    const definitions: Editable = JSON.parse(JSON.stringify(after['definitions']))
    expect(at(definitions, 'Review', 'properties', 'nextReview')).toMatchObject({deprecated: true})
    expect(breakages(before, after)).toEqual([])
    expect(JSON.stringify(before)).not.toContain('"deprecated"')
    expect(JSON.stringify(after).match(/"deprecated":true/g)).toHaveLength(3)
  })

  test('of a field that does not exist is refused', () => {
    expect(() => withDeprecated(openSchema('procedure'), ['/data/price'])).toThrow('/data/price')
  })

  test('of a whole file marks its operations', () => {
    const {paths} = openApiDocument('/', [
      {
        schema: 'oembed',
        pointer: '',
        since: '2026-03-01',
        sunset: '2027-03-01',
        replacement: null,
        reason: 'Few used it.',
      },
    ])
    const marked = Object.entries(paths).filter(([, {get}]) => get.deprecated === true)
    expect(marked.length).toBeGreaterThan(0)
    for (const [path] of marked) expect(path).toContain('/oembed/')
  })
})

describe('contracts of partners', () => {
  const clinic: PartnerContract = {
    partner: 'North clinic',
    reads: {
      procedure: [
        '/data/title',
        '/related/conditions/*/title',
        '/related/techniques/*/title',
        '/review/sources/*/year',
      ],
    },
  }
  const changed = (change: (definitions: Editable) => void) =>
    impacts(clinic, 'procedure', breakages(openSchema('procedure'), mutated(change)))

  test('ask for nothing that the contract does not promise', async () => {
    const {partners} = await readReleaseState()
    expect(partners.length).toBeGreaterThan(0)
    expect(partners.flatMap(unpromised)).toEqual([])
    expect(unpromised(clinic)).toEqual([])
  })

  test('that ask for more are named, with what they ask for', () => {
    const hopeful = {partner: 'South clinic', reads: {procedure: ['/data/price'], bill: ['/sum']}}
    expect(unpromised(hopeful)).toEqual([
      'South clinic reads /data/price of procedure: is not in the contract',
      'South clinic reads bill: there is no such schema',
    ])
  })

  test('name the partner and the pointer that a change would break', () => {
    expect(changed((d) => delete at(d, 'Card', 'properties')['title'])).toEqual([
      'North clinic reads /related/conditions/*/title of procedure: was removed or renamed',
      'North clinic reads /related/techniques/*/title of procedure: was removed or renamed',
    ])
    expect(
      changed((d) => put(at(d, 'Source', 'properties'), 'year', {type: 'string'})),
    ).toMatchObject([expect.stringContaining('North clinic reads /review/sources/*/year')])
  })

  test('say nothing of changes that a partner does not read', () => {
    expect(changed((d) => delete at(d, 'Card', 'properties')['summary'])).toEqual([])
  })
})
