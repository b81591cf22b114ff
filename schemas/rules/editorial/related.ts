import {LINKED_TYPES, PAGE_TYPES} from '../../documents/type-lists.ts'
import type {Dataset} from '../dataset.ts'
import {isTranslation} from '../language.ts'
import {relationFields, targetsIn} from '../links.ts'
import {defineRule} from '../rule.ts'
import type {AnyDocument} from '../shapes.ts'
import {ours} from '../sources.ts'
import {isOfType, members} from '../value.ts'

export const r37 = defineRule({
  id: 'R37',
  severity: 'error',
  studioSeverity: 'warning',
  title: 'No page stands alone',
  source: ours('a page that nothing links to is found by nobody'),
  types: LINKED_TYPES,
  needs: 'dataset',
  *check(document, {dataset}) {
    if (isTranslation(document) || document.status === 'withdrawn') return
    if (document._type === 'faq') {
      if (members(document.about).length > 0) return
      yield {
        path: ['about'],
        message: 'is about nothing',
        hint: 'Link the procedure, technique, condition or topic it is about.',
      }
      return
    }
    if (isRelated(document, dataset)) return
    yield {
      path: [],
      message: 'is linked with no other document',
      hint:
        document._type === 'procedure'
          ? 'Say which conditions it may help.'
          : 'Link it from a procedure that treats it or uses it, or from an FAQ.',
    }
  },
})

/** Relations on the document itself, or on another page that names it. */
function isRelated(document: AnyDocument, dataset: Dataset): boolean {
  const own = relationFields.some(({name}) => targetsIn(document, name).length > 0)
  return own || dataset.referrers(document._id).some((other) => isOfType(other, PAGE_TYPES))
}
