import {editorialGuidePath} from '../../schemas/api/v1/links.ts'
import {BASE_LANGUAGE} from '../../schemas/languages/index.ts'
import {environment} from '../environment.ts'

/** Address of a part of the editorial guide, a page of the site. */
export function guideUrl(anchor = '') {
  const hash = anchor === '' ? '' : `#${anchor}`
  return `${environment.siteUrl}${editorialGuidePath(BASE_LANGUAGE)}${hash}`
}

/** Built-in types that the guide has no section for. */
const PLAIN_TYPES = new Set([
  'array',
  'block',
  'boolean',
  'date',
  'datetime',
  'number',
  'object',
  'reference',
  'simpleText',
  'slug',
  'string',
  'text',
  'url',
])

interface Described {
  readonly type: string
  readonly description?: unknown
  readonly of?: unknown
}

/**
 * The help text of a field that holds one of our objects, with a link to the object's section in
 * the editorial guide. Fields of plain types say all there is to say in their help text.
 */
export function describedWithGuide(field: Described) {
  const {description} = field
  const anchor = guideAnchor(field)
  if (anchor === undefined || typeof description !== 'string') return undefined
  return (
    <>
      {description}{' '}
      <a href={guideUrl(anchor)} target="_blank" rel="noreferrer">
        Guide
      </a>
    </>
  )
}

function guideAnchor({type, of}: Described) {
  const held = type === 'array' && Array.isArray(of) ? of.map(typeName) : [type]
  const own = held.find(
    (name) => name !== undefined && !PLAIN_TYPES.has(name) && name !== 'document',
  )
  return own === undefined ? undefined : `type-${own}`
}

function typeName(member: unknown) {
  if (typeof member !== 'object' || member === null || !('type' in member)) return undefined
  return typeof member.type === 'string' ? member.type : undefined
}
