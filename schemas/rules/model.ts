import type {LakeDocument} from './rule.ts'
import type {PathSegment} from './path.ts'

/** One way in which a document is not of its type's shape. */
export interface ShapeIssue {
  readonly path: readonly PathSegment[]
  readonly message: string
}

/** Attributes of an object type, or what an array may hold; undefined where anything goes. */
export interface Shape {
  /** Attribute name → its shape. */
  readonly fields?: ReadonlyMap<string, Shape>
  /** Members of an array by `_type`; a member without `_type` is looked up as ''. */
  readonly of?: ReadonlyMap<string, Shape>
  /** Types that a reference may lead to. */
  readonly to?: readonly string[]
}

/** What the shape rules know of the document types; built from the registry by `content-check`. */
export interface Model {
  readonly types: ReadonlyMap<string, Shape>
  /** Runs the type's own query and zod schema over the document. */
  issues(document: LakeDocument): readonly ShapeIssue[]
}
