import {nameOf} from '../objects/ask-lake.ts'
import type {LakeDocument} from './rule.ts'
import {text} from './value.ts'

/** A document as editors know it: by type and title, not by id. */
export function titled(document: LakeDocument | undefined): string {
  if (document === undefined) return 'another document'
  const {_type, title, question, name, term} = document
  return nameOf({_type, name: [title, question, name, term].map(text).find(Boolean) ?? null})
}
