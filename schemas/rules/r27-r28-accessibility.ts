import {MAX_DEPTH} from './dataset.ts'
import {memberSegment} from './path.ts'
import type {Path} from './path.ts'
import {defineRule} from './rule.ts'
import {blockText} from './text.ts'
import {array, isFields, members, text} from './value.ts'
import type {Fields} from './value.ts'

/** Shortest and longest description of a picture, in characters. */
const ALT_CHARS = [5, 150] as const
const SAYS_PICTURE =
  /^(?:an? |the )?(?:image|picture|photo(?:graph)?|drawing|illustration|graphic) (?:of|showing)\b/i
const FILE_NAME = /\.(?:png|jpe?g|webp|gif|svg)$|^(?:img|dsc|screenshot)[\s_-]?\d/i

/** Every object of a document with its path. */
function* objectsIn(value: unknown, path: Path = [], depth = 0): Generator<[Path, Fields]> {
  if (depth > MAX_DEPTH) return
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      if (typeof member === 'object' && member !== null) {
        yield* objectsIn(member, [...path, memberSegment(member, index)], depth + 1)
      }
    }
  } else if (isFields(value)) {
    yield [path, value]
    for (const [name, attribute] of Object.entries(value)) {
      if (typeof attribute === 'object' && attribute !== null) {
        yield* objectsIn(attribute, [...path, name], depth + 1)
      }
    }
  }
}

export const r27 = defineRule({
  id: 'R27',
  severity: 'error',
  title: 'Every picture says in words what it shows',
  source: {
    name: 'WCAG 2.2, success criterion 1.1.1',
    url: 'https://www.w3.org/TR/WCAG22/#non-text-content',
  },
  needs: 'document',
  *check(document) {
    for (const [path, figure] of objectsIn(document)) {
      const isFigure = figure['_type'] === 'figure' || path.at(-1) === 'heroImage'
      if (!isFigure || figure['decorative'] === true) continue
      const alt = text(figure['alt'])?.trim() ?? ''
      const [min, max] = ALT_CHARS
      const at = {path: [...path, 'alt'], ...(alt === '' ? {} : {value: alt})}
      if (alt.length < min || alt.length > max) {
        yield {
          ...at,
          message: alt === '' ? 'is missing' : `has ${alt.length} characters`,
          hint: `Describe what matters in ${min} to ${max} characters, or mark the picture as decorative.`,
        }
      } else if (FILE_NAME.test(alt)) {
        yield {...at, message: 'is a file name', hint: 'Say what the picture shows.'}
      } else if (SAYS_PICTURE.test(alt)) {
        yield {
          ...at,
          severity: 'warning',
          message: 'begins by saying that it is a picture',
          hint: 'Leave that out: screen readers say it themselves.',
        }
      }
    }
  },
})

const EMPTY_LINK_TEXT =
  /^(?:click(?: here)?|here|this(?: (?:link|page|site|website))?|link|more|read more|learn more|more information|details|website|\W*)$/i

export const r28 = defineRule({
  id: 'R28',
  severity: 'warning',
  title: 'Links say where they lead, and subheadings head a text',
  source: {
    name: 'WCAG 2.2, success criteria 1.3.1 and 2.4.4',
    url: 'https://www.w3.org/TR/WCAG22/#link-purpose-in-context',
  },
  needs: 'document',
  *check(document) {
    for (const [path, block] of objectsIn(document)) {
      if (block['_type'] !== 'block') continue
      for (const [label, link] of linkTexts(block)) {
        if (!EMPTY_LINK_TEXT.test(label) && !/^(?:https?:\/\/|www\.)/i.test(label)) continue
        yield {
          path,
          value: label,
          message: `has a link that reads "${label}"`,
          hint: `Link the words that name the ${link === 'link' ? 'website' : 'page'}.`,
        }
      }
      if (isFakeHeading(block)) {
        yield {
          path,
          value: blockText(block),
          message: 'looks like a heading but is a paragraph in bold',
          hint: 'Give it the style "Subheading".',
        }
      }
    }
    for (const [path, value] of portableTexts(document)) {
      for (const [index, {segment, value: block}] of value.entries()) {
        if (block['style'] !== 'h3') continue
        const next = value[index + 1]?.value
        if (next !== undefined && next['style'] !== 'h3') continue
        yield {
          path: [...path, segment],
          value: blockText(block),
          message: 'is a subheading with no text below it',
          hint: 'Write the text, or remove the subheading.',
        }
      }
    }
  },
})

type Members = ReturnType<typeof members>

/** Portable Text attributes with their blocks. */
function* portableTexts(document: Fields): Generator<[Path, Members]> {
  for (const [path, value] of objectsIn(document)) {
    for (const [name, attribute] of Object.entries(value)) {
      const blocks = members(attribute)
      if (blocks.some((block) => block.value['_type'] === 'block')) yield [[...path, name], blocks]
    }
  }
}

/** Text and kind of each link in a block. */
function linkTexts(block: Fields): [text: string, type: string][] {
  return members(block['markDefs']).flatMap(({value: mark}): [string, string][] => {
    const type = text(mark['_type'])
    if (type !== 'link' && type !== 'internalLink') return []
    const label = members(block['children'])
      .filter(({value}) => array(value['marks']).includes(mark['_key']))
      .map(({value}) => text(value['text']) ?? '')
      .join('')
    return [[label.trim(), type]]
  })
}

function isFakeHeading(block: Fields): boolean {
  const spans = members(block['children']).filter(({value}) => text(value['text']) !== undefined)
  const content = blockText(block).trim()
  return (
    (block['style'] ?? 'normal') === 'normal' &&
    block['listItem'] === undefined &&
    content.length < 60 &&
    !/[.!?:…]$/.test(content) &&
    spans.length > 0 &&
    spans.every(({value}) => array(value['marks']).includes('strong'))
  )
}
