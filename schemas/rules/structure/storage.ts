import {publishedId} from '../../lib/document-id.ts'
import {defineRule, type Problem} from '../rule.ts'
import {isFields, text} from '../value.ts'
import {contentsOf, MAX_DEPTH, pathOf} from '../walk.ts'

const LAKE = {
  name: 'Sanity Content Lake, technical limits and document ids',
  url: 'https://www.sanity.io/docs/content-lake/technical-limits',
}

export const s03 = defineRule({
  id: 'S03',
  severity: 'error',
  title: 'Objects in lists have a key, each its own',
  source: {name: 'Sanity, array type', url: 'https://www.sanity.io/docs/studio/array-type'},
  needs: 'document',
  *check(document) {
    for (const list of contentsOf(document).lists) {
      const seen = new Set<string>()
      for (const [index, member] of list.value.entries()) {
        if (!isFields(member)) continue
        const key = text(member['_key'])
        if (key === undefined) {
          yield {
            path: [...pathOf(list), index],
            message: 'has no _key',
            hint: 'Open the document in Studio and press "Add missing keys".',
          }
        } else if (seen.has(key)) {
          yield {
            path: [...pathOf(list), index],
            value: key,
            message: 'has the _key of another member of the list',
            hint: 'Remove it and add it again in Studio.',
          }
        }
        if (key !== undefined) seen.add(key)
      }
    }
  },
})

const ID_FORM = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/

export const s04 = defineRule({
  id: 'S04',
  severity: 'error',
  title: 'Document ids have a form that every system takes',
  source: LAKE,
  needs: 'document',
  *check(document) {
    const id = publishedId(document._id)
    // A dot makes a document private in the cloud: nobody would ever see it published.
    if (ID_FORM.test(id) && !id.includes('.')) return
    if (document._type.includes('.')) return
    yield {
      path: ['_id'],
      value: document._id,
      message: 'is not a usable id for a public document',
      hint: 'Use letters, digits, hyphens and underscores only, at most 128.',
    }
  },
})

/** Controls but tab and line end, direction overrides, non-characters, halves of a pair, U+FFFD. */
const UNSAFE =
  /(?![\t\n\r])[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffd-\uffff]/u

export const s05 = defineRule({
  id: 'S05',
  severity: 'error',
  title: 'Text has no invisible control characters',
  source: {
    name: 'Unicode Technical Report 36, security considerations',
    url: 'https://www.unicode.org/reports/tr36/',
  },
  needs: 'document',
  *check(document) {
    for (const node of contentsOf(document).strings) {
      const found = UNSAFE.exec(node.value)
      if (!found) continue
      const code = found[0].codePointAt(0) ?? 0
      const name = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
      yield {
        path: pathOf(node),
        value: name,
        message: `holds a character that no reader can see or trust (${name})`,
        hint: 'Delete the text and type it again.',
      }
    }
  },
})

/** Characters of one text field; the longest real one has some thousand. */
const MAX_TEXT = 100_000
/** Members of one list. */
const MAX_MEMBERS = 1_000

export const s06 = defineRule({
  id: 'S06',
  severity: 'error',
  title: 'Documents are of a size that people can have written',
  source: LAKE,
  needs: 'document',
  check: excessIn,
})

/** True for a document that no other rule should look at. */
export function isExcessive(document: object): boolean {
  return !excessIn(document).next().done
}

function* excessIn(document: object): Generator<Problem> {
  const {tooDeep, lists, strings} = contentsOf(document)
  for (const place of tooDeep) {
    yield {
      path: pathOf(place).slice(0, 1),
      message: `nests deeper than ${MAX_DEPTH} levels`,
      hint: 'Remove it: no form makes such a value.',
    }
  }
  for (const list of lists) {
    const count = list.value.length
    if (count <= MAX_MEMBERS) continue
    yield {
      path: pathOf(list),
      value: count,
      message: `has ${count} entries, more than ${MAX_MEMBERS}`,
      hint: 'Split it into documents of their own.',
    }
  }
  for (const node of strings) {
    const count = node.value.length
    if (count <= MAX_TEXT) continue
    yield {
      path: pathOf(node),
      value: count,
      message: `has ${count} characters, more than ${MAX_TEXT}`,
      hint: 'Split it into documents of their own.',
    }
  }
}
