import type {Shape} from '../model.ts'
import {memberSegment, type Path} from '../path.ts'
import {defineRule, type Problem} from '../rule.ts'
import {ours} from '../sources.ts'
import {isFields, text} from '../value.ts'
import {MAX_DEPTH} from '../walk.ts'

export const s02 = defineRule({
  id: 'S02',
  severity: 'error',
  title: 'Documents hold only types and fields that the model has',
  source: ours('what no form offers, no page shows'),
  needs: 'model',
  *check(document, {model}) {
    const shape = model.documents.get(document._type)
    if (shape) {
      yield* unknownIn(document, shape, [], 0)
      return
    }
    // Types with a dot belong to Sanity and its plugins.
    if (document._type.includes('.')) return
    yield {
      path: ['_type'],
      value: document._type,
      message: 'is a type that this edition does not publish',
      hint: `Use one of ${[...model.documents.keys()].join(', ')}.`,
    }
  },
})

function* unknownIn(value: unknown, shape: Shape, path: Path, depth: number): Generator<Problem> {
  if (depth > MAX_DEPTH) return
  if (Array.isArray(value)) {
    if (!shape.of) return
    for (const [index, member] of value.entries()) {
      const at = [...path, memberSegment(member, index)]
      if (isFields(member)) yield* unknownMember(member, shape.of, at, depth)
    }
    return
  }
  if (!isFields(value) || !shape.fields) return
  for (const [name, attribute] of Object.entries(value)) {
    const inner = shape.fields.get(name)
    if (inner) {
      yield* unknownIn(attribute, inner, [...path, name], depth + 1)
      continue
    }
    yield {
      path: [...path, name],
      value: attribute,
      message: 'is not a field of this type, so no page will show it',
      hint: 'Move its text to a field that Studio offers, then remove it.',
    }
  }
}

function* unknownMember(
  member: Record<string, unknown> | Readonly<Record<string, unknown>>,
  of: ReadonlyMap<string, Shape>,
  path: Path,
  depth: number,
): Generator<Problem> {
  const type = text(member['_type'])
  const inner = of.get(type ?? '')
  if (inner) {
    yield* unknownIn(member, inner, path, depth + 1)
    return
  }
  yield {
    path,
    ...(type !== undefined && {value: type}),
    message: type === undefined ? 'has no _type' : 'is of a type that does not belong here',
    hint: `Use ${[...of.keys()].join(' or ')}.`,
  }
}
