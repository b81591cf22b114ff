import {nameOf} from '../objects/ask-lake.ts'
import type {AnyDocument} from './shapes.ts'
import {attribute, text} from './value.ts'

/** A document as editors know it: by type and title, not by id. */
export function titled(document: AnyDocument | undefined): string {
  if (document === undefined) return 'another document'
  const names = (['title', 'question', 'name', 'term'] as const).map((field) =>
    text(attribute(document, field)),
  )
  return nameOf({_type: document._type, name: names.find(Boolean) ?? null})
}
