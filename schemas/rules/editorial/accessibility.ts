import {memberSegment} from '../path.ts'
import {defineRule} from '../rule.ts'
import type {BlockFields, FieldName, ObjectFields} from '../shapes.ts'
import {blockText} from '../text.ts'
import {array, isFields, isObjectOf, members, object, text} from '../value.ts'
import {contentsOf, type ObjectNode, objectsOf, pathOf} from '../walk.ts'

/** Shortest and longest description of a picture, in characters. */
const ALT_CHARS = [5, 150] as const
const SAYS_PICTURE =
  /^(?:an? |the )?(?:image|picture|photo(?:graph)?|drawing|illustration|graphic) (?:of|showing)\b/i
const FILE_NAME = /\.(?:png|jpe?g|webp|gif|svg)$|^(?:img|dsc|screenshot)[\s_-]?\d/i

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
    for (const node of contentsOf(document).objects) {
      if (!isFigure(node)) continue
      const figure = node.value
      if (!hasPicture(figure)) {
        // At the top of a page, a picture that was never chosen is none. In a text it leaves a gap.
        if (node.name === HERO) continue
        yield {
          path: [...pathOf(node), 'asset'],
          message: 'is a picture without a picture file',
          hint: 'Upload a picture, or remove the empty box from the text.',
        }
        continue
      }
      if (figure.decorative === true) continue
      const alt = text(figure.alt)?.trim() ?? ''
      const [min, max] = ALT_CHARS
      const at = {path: [...pathOf(node), 'alt'], ...(alt === '' ? {} : {value: alt})}
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

const HERO: FieldName = 'heroImage'

/** The picture of a page may lack its `_type`. */
function isFigure(node: ObjectNode): node is ObjectNode & {value: ObjectFields<'figure'>} {
  return isObjectOf(node.value, 'figure') || node.name === HERO
}

/** In a file of content the picture is named by its path, in the lake by a reference. */
function hasPicture(figure: ObjectFields<'figure'> & {_sanityAsset?: unknown}): boolean {
  return object(figure.asset) !== undefined || text(figure._sanityAsset) !== undefined
}

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
    for (const node of objectsOf(document, 'block')) {
      const block = node.value
      for (const [label, link] of linkTexts(block)) {
        if (!EMPTY_LINK_TEXT.test(label) && !/^(?:https?:\/\/|www\.)/i.test(label)) continue
        yield {
          path: pathOf(node),
          value: label,
          message: `has a link that reads "${label}"`,
          hint: `Link the words that name the ${link === 'link' ? 'website' : 'page'}.`,
        }
      }
      if (isFakeHeading(block)) {
        yield {
          path: pathOf(node),
          value: blockText(block),
          message: 'looks like a heading but is a paragraph in bold',
          hint: 'Give it the style "Subheading".',
        }
      }
    }
    for (const list of contentsOf(document).lists) {
      if (!list.value.some(isSubheading)) continue
      const blocks = list.value.filter(isFields)
      for (const [index, block] of blocks.entries()) {
        if (!isSubheading(block)) continue
        const next = blocks[index + 1]
        if (next !== undefined && !isSubheading(next)) continue
        yield {
          path: [...pathOf(list), memberSegment(block, list.value.indexOf(block))],
          value: blockText(block),
          message: 'is a subheading with no text below it',
          hint: 'Write the text, or remove the subheading.',
        }
      }
    }
  },
})

function isSubheading(member: unknown): member is BlockFields {
  return isFields(member) && isObjectOf(member, 'block') && member.style === 'h3'
}

/** Text and kind of each link in a block. */
function linkTexts(block: BlockFields): [text: string, type: string][] {
  return members(block.markDefs).flatMap(({value: mark}): [string, string][] => {
    const type = mark._type
    if (type !== 'link' && type !== 'internalLink') return []
    const spans = members(block.children).filter(({value}) =>
      array(value.marks).includes(mark._key),
    )
    // What no text is marked with is not shown.
    if (spans.length === 0) return []
    const label = spans.map(({value}) => text(value.text) ?? '').join('')
    return [[label.trim(), type]]
  })
}

function isFakeHeading(block: BlockFields): boolean {
  const spans = members(block.children).filter(({value}) => text(value.text) !== undefined)
  const content = blockText(block).trim()
  return (
    (block.style ?? 'normal') === 'normal' &&
    block.listItem === undefined &&
    content.length < 60 &&
    !/[.!?:…]$/.test(content) &&
    spans.length > 0 &&
    spans.every(({value}) => array(value.marks).includes('strong'))
  )
}
