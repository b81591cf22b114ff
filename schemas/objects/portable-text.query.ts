import {z} from 'zod'
import {Id, list, OptionalText, Text} from '../lib/source.ts'
import {Citation, citationsProjection} from './citation.query.ts'
import {Figure, figureProjection} from './figure.query.ts'

/**
 * Portable Text as the lake stores it (`simpleText`): blocks, callouts and figures. Marks are
 * `strong` and `em`; annotations are citation, glossary term and links.
 * @see https://github.com/portabletext/portabletext
 */

/** Every field a block, mark or custom block may carry; the zod schemas sort out which belong where. */
export const portableTextProjection = `{
  _key, _type, style, listItem, level,
  children[]{_key, _type, text, marks},
  markDefs[]{
    _key, _type, href, locator,
    "reference": reference._ref,
    "source": source._ref,
    "term": term._ref
  },
  kind, text, ${citationsProjection},
  ${figureProjection}
}`

/** Addresses an editor may link to: https pages, e-mail and telephone. */
export const LinkHref = z
  .string()
  .regex(
    /^(https:\/\/[^\s<>"'\\]+|mailto:[^\s<>"'\\]+|tel:\+?[0-9-]+)$/,
    'is not an https:, mailto: or tel: address',
  )

const Span = z.object({
  _key: z.string(),
  _type: z.literal('span'),
  text: z.string(),
  marks: list(z.string()),
})

export const MarkDef = z.discriminatedUnion('_type', [
  z.object({_key: z.string(), _type: z.literal('link'), href: LinkHref}),
  z.object({_key: z.string(), _type: z.literal('internalLink'), reference: Id}),
  z.object({_key: z.string(), _type: z.literal('citation'), source: Id, locator: OptionalText}),
  z.object({_key: z.string(), _type: z.literal('glossaryMark'), term: Id}),
])
export type MarkDef = z.output<typeof MarkDef>

/** Paragraph styles: sections already have an `h2`, so text may only go down from there. */
export const BLOCK_STYLES = ['normal', 'h3'] as const
export const LIST_ITEMS = ['bullet', 'number'] as const
export const DECORATORS = ['strong', 'em'] as const

export const TextBlock = z
  .object({
    _key: z.string(),
    _type: z.literal('block'),
    style: z.enum(BLOCK_STYLES),
    listItem: z.enum(LIST_ITEMS).nullable(),
    level: z.int().min(1).max(3).nullable(),
    children: z.array(Span),
    markDefs: list(MarkDef),
  })
  .superRefine((block, context) => {
    const known = new Set<string>([...DECORATORS, ...block.markDefs.map((mark) => mark._key)])
    block.children.forEach((span, index) => {
      for (const mark of span.marks) {
        if (known.has(mark)) continue
        context.addIssue({
          code: 'custom',
          path: ['children', index, 'marks'],
          message: 'is neither strong, em nor an annotation of this block',
          input: mark,
        })
      }
    })
  })
export type TextBlock = z.output<typeof TextBlock>

export const CALLOUT_KINDS = ['info', 'warning', 'evidence'] as const
export const Callout = z.object({
  _key: z.string(),
  _type: z.literal('callout'),
  kind: z.enum(CALLOUT_KINDS),
  text: Text,
  citations: list(Citation),
})
export type Callout = z.output<typeof Callout>

export const FigureBlock = Figure.extend({_key: z.string(), _type: z.literal('figure')})
export type FigureBlock = z.output<typeof FigureBlock>

export const PortableTextBlock = z.discriminatedUnion('_type', [TextBlock, Callout, FigureBlock])
export type PortableTextBlock = z.output<typeof PortableTextBlock>

/** A text field that must hold at least one block. */
export const PortableText = z.array(PortableTextBlock).min(1, 'is empty')
export type PortableText = z.output<typeof PortableText>

/** A text field an editor may leave empty. */
export const OptionalPortableText = list(PortableTextBlock)
