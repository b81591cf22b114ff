import type {IndexedDocument} from './dataset-index.ts'
import type {Dataset} from './dataset.ts'
import type {Model} from './model.ts'
import {type Path, pathString} from './path.ts'
import type {AnyDocument, TypeName, UncheckedDocument} from './shapes.ts'
import {isOfType} from './value.ts'

/**
 * `error`: a fact of structure or safety that a machine can decide. Studio does not publish the
 * document, the content check fails; the publisher refuses it too where the rule is a gate.
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
  /** The whole of it for an editor who has the form before them, where that can be said better. */
  readonly inForm?: string
  /** Where it differs from the rule's own. */
  readonly severity?: Severity
  /** False of what the publisher lets pass, though the rule is a gate. */
  readonly isGate?: boolean
}

/** What a rule has found, at one place of one document. */
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
  readonly inForm?: string
  /** Whether the publisher refuses it too. */
  readonly isGate: boolean
}

/** What a rule may know beside the document. Absent parts switch the rules that need them off. */
export interface Context {
  /** Calendar date `YYYY-MM-DD` against which review and source dates are held. */
  readonly today: string
  /** Indexes over all documents. */
  readonly dataset?: Dataset
  /** Shapes of the document types. Studio checks these itself, so only `content-check` gives them. */
  readonly model?: Model
  /**
   * Whether the document is being edited: then drafts count as documents, and a rule also names what
   * other documents would not bear. Elsewhere a fault is named once, on the document that has it.
   */
  readonly isEdited?: boolean
}

/** The context a rule gets, by the part it cannot do without. */
interface ContextOf {
  readonly document: Context
  readonly dataset: Context & {readonly dataset: Dataset}
  readonly model: Context & {readonly model: Model}
}

/** What a rule knows that compares documents. */
export type DatasetContext = ContextOf['dataset']

/** What must be in the context for a rule to run. */
export type Needs = keyof ContextOf

/** A rule, as those see it who hold documents to it. */
export interface Rule {
  /** `R01`–`R44`: editorial rules; `S01` and up: structure that every consumer relies on. */
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
  /** Whether the publisher refuses what it finds: the site would be wrong for other pages too. */
  readonly isGate: boolean
  /** Pure; never throws, whatever the document holds. */
  check(document: AnyDocument, context: Context): Finding[]
}

type DocumentFor<T extends TypeName> = [T] extends [never] ? AnyDocument : UncheckedDocument<T>

type Described = Omit<Rule, 'check' | 'needs' | 'isGate'>

interface RuleDefinition<T extends TypeName, N extends Needs> extends Described {
  /** Document types that the rule is for. A rule without them looks at every document. */
  readonly types?: readonly T[]
  readonly needs: N
  check(document: DocumentFor<T>, context: ContextOf[N]): Iterable<Problem>
}

/** A rule of the editors: Studio and the content check hold documents to it. */
export function defineRule<N extends Needs, const T extends TypeName = never>({
  types,
  check,
  ...rule
}: RuleDefinition<T, N>): Rule {
  return ruleOf<DocumentFor<T>, N>({...rule, isGate: false}, types, check)
}

interface GateDefinition<T extends TypeName> extends Described {
  readonly types: readonly T[]
  /** Reads of the document no more than of any other, because the publisher has its index only. */
  check(document: IndexedDocument<T>, context: DatasetContext): Iterable<Problem>
}

/** A rule that the publisher holds documents to as well. */
export function defineGate<const T extends TypeName>({
  types,
  check,
  ...rule
}: GateDefinition<T>): Rule {
  return ruleOf<IndexedDocument<T>, 'dataset'>(
    {...rule, needs: 'dataset', isGate: true},
    types,
    check,
  )
}

/**
 * Completes the problems a rule sees to findings. Keeps it silent on documents of other types, and
 * where its context is absent.
 */
function ruleOf<D extends AnyDocument, N extends Needs>(
  rule: Omit<Rule, 'check'> & {readonly needs: N},
  types: readonly TypeName[] | undefined,
  check: (document: D, context: ContextOf[N]) => Iterable<Problem>,
): Rule {
  const needs: Needs = rule.needs
  const suffices = (context: Context): context is ContextOf[N] =>
    needs === 'document' || context[needs] !== undefined
  // The types are those that the parameter of the check was made from.
  const concerns = (document: AnyDocument): document is D =>
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
  rule: Pick<Rule, 'id' | 'severity' | 'isGate'>,
  {_id: documentId}: AnyDocument,
  {path, severity, isGate, ...problem}: Problem,
): Finding {
  return {
    ...problem,
    rule: rule.id,
    severity: severity ?? rule.severity,
    isGate: isGate ?? rule.isGate,
    documentId,
    path: pathString(path),
    segments: path,
  }
}
