import {isDraftId, publishedId} from '../lib/document-id.ts'
import {type Dataset, indexDataset} from './dataset.ts'
import {r41} from './editorial/alarm-signs.ts'
import {r27, r28} from './editorial/accessibility.ts'
import {r19, r20} from './editorial/balance.ts'
import {r21} from './editorial/care-cards.ts'
import {r34} from './editorial/cited-sources.ts'
import {r11, r12, r13, r14} from './editorial/claims.ts'
import {r39} from './editorial/clear-communication.ts'
import {r22, r23} from './editorial/evidence.ts'
import {r07, r08, r09} from './editorial/explained-terms.ts'
import {r24, r25} from './editorial/faq.ts'
import {r42} from './editorial/frequency-words.ts'
import {r43, r44} from './editorial/leftovers.ts'
import {r26} from './editorial/limits.ts'
import {r40} from './editorial/medicines.ts'
import {r01, r02, r03} from './editorial/reading-grade.ts'
import {r37} from './editorial/related.ts'
import {r30, r31, r32, r33} from './editorial/review.ts'
import {r04, r05} from './editorial/sentence-length.ts'
import {r35, r36} from './editorial/shared-text.ts'
import {r38} from './editorial/translations.ts'
import {r06, r10, r15, r16, r17, r18} from './editorial/wording.ts'
import type {Context, Finding, LakeDocument, Rule} from './rule.ts'
import {s23, s24} from './structure/addresses.ts'
import {s09} from './structure/codes.ts'
import {s11} from './structure/contributors.ts'
import {s10, s12, s13} from './structure/duplicates.ts'
import {s19, s20} from './structure/evidence.ts'
import {s16, s17, s18} from './structure/facts.ts'
import {s02} from './structure/fields.ts'
import {s25} from './structure/glossary.ts'
import {s14, s15, s22} from './structure/links.ts'
import {s21} from './structure/paragraphs.ts'
import {isExcessive, s03, s04, s05, s06} from './structure/storage.ts'
import {s07, s08} from './structure/values.ts'
import {s26} from './structure/withdrawal.ts'

export type {Context, Finding, LakeDocument, Rule, Severity} from './rule.ts'
export {indexDataset} from './dataset.ts'
export {model} from './model.ts'
export {readingGrade} from './editorial/reading-grade.ts'

// prettier-ignore
/**
 * Every rule, in the order of its id. R29 (contrast, target size) has no data to look at: axe-core
 * checks it on built pages. S01 is what the build itself refuses (site/content).
 */
export const rules: readonly Rule[] = [
  r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19,
  r20, r21, r22, r23, r24, r25, r26, r27, r28, r30, r31, r32, r33, r34, r35, r36, r37, r38, r39,
  r40, r41, r42, r43, r44,
  s02, s03, s04, s05, s06, s07, s08, s09, s10, s11, s12, s13, s14, s15, s16, s17, s18,
  s19, s20, s21, s22, s23, s24, s25, s26,
]

/** Findings of all rules that the context allows on one document. */
export function checkDocument(document: LakeDocument, context: Context): Finding[] {
  // What is too big or too deep is refused whole: nothing else looks into it.
  const applicable = isExcessive(document) ? [s06] : rules
  return applicable.flatMap((rule) => rule.check(document, context))
}

const gates = rules.filter((rule) => rule.isGate)

/**
 * What keeps documents from being published, as far as documents have to agree with each other.
 *
 * @param today calendar date `YYYY-MM-DD`
 */
export function checkGates(dataset: Dataset, today: string): Finding[] {
  return [...dataset.byId.values()].flatMap((document) =>
    gates
      .flatMap((gate) => gate.check(document, {today, dataset}))
      .filter((finding) => finding.isGate),
  )
}

/** Documents that the lake and its plugins keep for themselves: assets, translation groups. */
function isOurs(document: LakeDocument): boolean {
  return !document._type.includes('.') && !document._id.startsWith('_.')
}

/**
 * Findings on every document.
 *
 * @param documents the whole lake: rules compare documents with each other
 * @param options.includeDrafts check drafts too, each as if it were published
 */
export function checkDataset(
  documents: readonly LakeDocument[],
  options: Omit<Context, 'dataset'> & {readonly includeDrafts?: boolean},
): Finding[] {
  const {includeDrafts = false, ...rest} = options
  const dataset = indexDataset(documents)
  return documents.filter(isOurs).flatMap((document) => {
    if (!isDraftId(document._id)) return checkDocument(document, {...rest, dataset})
    if (!includeDrafts) return []
    const published = {...document, _id: publishedId(document._id)}
    return checkDocument(published, {...rest, dataset}).map((finding) => ({
      ...finding,
      documentId: document._id,
    }))
  })
}
