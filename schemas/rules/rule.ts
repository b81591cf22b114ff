import type {Dataset} from './dataset.ts'
import type {Model} from './model.ts'
import {pathString} from './path.ts'
import type {Path} from './path.ts'
import type {AnyDocument, TypeName, UncheckedDocument} from './shapes.ts'
import {isOfType} from './value.ts'

/**
 * `error`: a fact of structure or safety that a machine can decide; the document must not publish.
 * `warning`: a heuristic an editor should look at. `report`: shown in the content check only.
 */
export type Severity = 'error' | 'warning' | 'report'

/** A document as the lake stores it: raw, with `_ref`s, not yet checked. */
export interface LakeDocument extends AnyDocument {
  readonly [attribute: string]: unknown
}

/** What a rule sees at one place; the registry turns it into a {@link Finding}. */
export interface Problem {
  readonly path: Path
  /** What is wrong, without the document and the path. */
  readonly message: string
  /** What to do about it. */
  readonly hint: string
  readonly value?: unknown
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
}

export interface Finding {
  readonly rule: string
  readonly severity: Severity
  readonly documentId: string
  /** Sanity path, for example `risks[_key=="a"].frequency`; empty for the document as a whole. */
  readonly path: string
  readonly segments: Path
  readonly value?: unknown
  readonly message: string
  readonly hint: string
}

/** What a rule may know beside the document. Absent parts switch the rules that need them off. */
export interface Context {
  /** Calendar date `YYYY-MM-DD` against which review and source dates are held. */
  readonly today: string
  /** Indexes over all documents. */
  readonly dataset?: Dataset
  /** Shapes of the document types. Studio checks these itself, so only `content-check` gives them. */
  readonly model?: Model
}

/** The context a rule gets, by the part it cannot do without. */
interface ContextOf {
  readonly document: Context
  readonly dataset: Context & {readonly dataset: Dataset}
  readonly model: Context & {readonly model: Model}
}

/** What must be in the context for a rule to run. */
export type Needs = keyof ContextOf

export interface Rule {
  /** `R01`–`R39`: editorial rules; `S01` and up: structure that every consumer relies on. */
  readonly id: string
  /** The most severe that its findings can be. */
  readonly severity: Severity
  /** Upper limit in Studio, where a slip of style must not stop an urgent correction. */
  readonly studioSeverity?: Severity
  readonly title: string
  /** Which limit does what, where a rule has several; sentences for the editorial guide. */
  readonly limits?: string
  /** Where the rule comes from. */
  readonly source: {readonly name: string; readonly url?: string}
  readonly needs: Needs
  /** Pure; never throws, whatever the document holds. */
  check(document: AnyDocument, context: Context): Finding[]
}

type DocumentFor<T extends TypeName> = [T] extends [never] ? AnyDocument : UncheckedDocument<T>

interface RuleDefinition<T extends TypeName, N extends Needs> extends Omit<
  Rule,
  'check' | 'needs'
> {
  /** Document types that the rule is for. A rule without them looks at every document. */
  readonly types?: readonly T[]
  readonly needs: N
  check(document: DocumentFor<T>, context: ContextOf[N]): Iterable<Problem>
}

/**
 * Completes the problems a rule sees to findings. Keeps it silent on documents of other types, and
 * where its context is absent.
 */
export function defineRule<N extends Needs, const T extends TypeName = never>(
  definition: RuleDefinition<T, N>,
): Rule {
  const {check, types, ...rule} = definition
  const needs: Needs = rule.needs
  const suffices = (context: Context): context is ContextOf[N] =>
    needs === 'document' || context[needs] !== undefined
  const concerns = (document: AnyDocument): document is AnyDocument & DocumentFor<T> =>
    types === undefined || isOfType(document, types)
  return {
    ...rule,
    check(document, context) {
      if (!suffices(context) || !concerns(document)) return []
      return Array.from(check(document, context), (problem) => finding(rule, document, problem))
    },
  }
}

function finding(
  rule: Pick<Rule, 'id' | 'severity'>,
  {_id: documentId}: AnyDocument,
  {path, message, hint, value, severity}: Problem,
): Finding {
  return {
    rule: rule.id,
    severity: severity ?? rule.severity,
    documentId,
    path: pathString(path),
    segments: path,
    ...(value === undefined ? {} : {value}),
    message,
    hint,
  }
}
