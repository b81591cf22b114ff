import {PAGE_TYPES} from '../../documents/type-lists.ts'
import {defineGate} from '../rule.ts'
import {ours} from '../sources.ts'
import {object, text} from '../value.ts'

/** Partners and readers are told why: the site could not be built without it. */
export const s26 = defineGate({
  id: 'S26',
  severity: 'error',
  title: 'A withdrawn page says why it is withdrawn',
  source: ours('readers and partners are told why a page is gone'),
  types: PAGE_TYPES,
  *check({status, withdrawal}) {
    if (status !== 'withdrawn' || text(object(withdrawal)?.reason) !== undefined) return
    yield {
      path: object(withdrawal) === undefined ? ['withdrawal'] : ['withdrawal', 'reason'],
      message: 'is missing on a withdrawn document',
      hint: 'Say why it is withdrawn, and since when.',
    }
  },
})
