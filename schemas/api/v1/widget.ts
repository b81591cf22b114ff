import {z} from 'zod'
import {SLUG_FORMAT} from '../../lib/slug.ts'

/**
 * Contract of the widget document, `/api/v1/<locale>/widgets/<collection>/<slug>.json`: all that
 * `<foramen-faq>` needs to show the questions of one subject, in one small file.
 *
 * Texts are node trees, never HTML strings: the widget builds them with `createElement`, so a
 * document can neither run script nor break a page's Trusted Types policy.
 */

/**
 * Tags of a node that carry no attributes. `h` is a heading one level below the question's, `div`
 * a callout; the others are the HTML elements of that name.
 */
export const WIDGET_TAGS = ['p', 'ul', 'ol', 'li', 'strong', 'em', 'sup', 'br', 'h', 'div'] as const
export type WidgetTag = (typeof WIDGET_TAGS)[number]

/** `https:`, `http:`, `mailto:` and `tel:` addresses without white space, quotes or angle brackets. */
export const WIDGET_HREF = /^(https?:\/\/|mailto:|tel:)[^\s<>"'\\]+$/

/** A text, or an element: `[tag, children]`; a link is `["a", children, address]`. */
export type WidgetNode =
  | string
  | [tag: WidgetTag, children: WidgetNode[]]
  | [tag: 'a', children: WidgetNode[], href: string]

const Href = z
  .string()
  .regex(WIDGET_HREF, 'is not an absolute https:, http:, mailto: or tel: address')
  .meta({description: 'Absolute address with the scheme https, http, mailto or tel.'})

const PageUrl = z
  .url({protocol: /^https?$/})
  .meta({description: 'Absolute address of a public page.'})

export const WidgetNodeV1: z.ZodType<WidgetNode> = z
  .lazy(() =>
    z.union([
      z.string(),
      z.tuple([z.enum(WIDGET_TAGS), z.array(WidgetNodeV1)]),
      z.tuple([z.literal('a'), z.array(WidgetNodeV1), Href]),
    ]),
  )
  .meta({
    id: 'WidgetNode',
    description:
      'A text, or an element [tag, children]; a link is ["a", children, address]. A client that does not know a tag shows the children without it.',
  })

const Nodes = z.array(WidgetNodeV1)

const ItemId = z.string().max(75).regex(SLUG_FORMAT, 'is not a slug')

export const WidgetItemV1 = z
  .object({
    id: ItemId.meta({
      description: 'Slug of the FAQ; `#<id>` in the address of an embedding page opens it.',
    }),
    question: z.string().min(1).meta({description: 'The question, plain text.'}),
    answer: Nodes.min(1).meta({description: 'The answer as a node tree.'}),
    url: PageUrl.meta({description: "The FAQ's own page, with its sources."}),
  })
  .meta({id: 'WidgetItem', description: 'One question with its answer.'})
export type WidgetItemV1 = z.output<typeof WidgetItemV1>

export const WidgetDocumentV1 = z
  .object({
    $schema: z.url().meta({description: 'Address of the JSON Schema of this document.'}),
    v: z.literal(1).meta({
      description:
        'Major version of this shape. A client shows nothing of a version it does not know.',
    }),
    rev: z.string().min(8).max(80).meta({
      description:
        'Changes when, and only when, anything else in this document changes. A pasted snapshot carries the same value.',
    }),
    lang: z.string().min(2).meta({description: 'BCP 47 tag of the language of all texts.'}),
    dir: z.enum(['ltr', 'rtl']).meta({description: 'Direction of writing of that language.'}),
    title: z.string().min(1).meta({description: 'Title of the page the questions belong to.'}),
    url: PageUrl.meta({description: 'Address of that page: the source to be credited.'}),
    review: z
      .object({
        state: z.enum(['notReviewed', 'reviewed']).meta({
          description:
            'Whether a clinician has reviewed the page. Whether that review is overdue depends on the day: see the full document.',
        }),
        date: z.iso
          .date()
          .nullable()
          .meta({description: 'Day of the last clinical review; null when there was none.'}),
        text: z.string().min(1).meta({
          description:
            'The same as a sentence in the language of the document; of a withdrawn page, why it was taken back.',
        }),
      })
      .meta({description: 'What is known about the clinical review of these answers.'}),
    notices: z
      .object({
        emergency: Nodes.meta({description: 'Line above the questions: when to call for help.'}),
        example: Nodes.meta({
          description: 'Line above the questions that says this is example content; else empty.',
        }),
        disclaimer: Nodes.meta({description: 'Line below the questions.'}),
      })
      .meta({description: 'Lines that must be shown with the answers.'}),
    ui: z
      .object({
        expand: z.string().min(1).meta({description: 'Button that opens all answers.'}),
        collapse: z.string().min(1).meta({description: 'The same button when all are open.'}),
        more: z
          .string()
          .min(1)
          .meta({description: "Text of the link from an answer to the FAQ's own page."}),
        source: z.string().min(1).meta({description: 'Words before the title of the source page.'}),
      })
      .meta({description: "The widget's own words, in the language of the document."}),
    items: z
      .array(WidgetItemV1)
      .meta({description: 'The questions in the order to show. Empty when all were taken down.'}),
    recalled: z.array(ItemId).meta({
      description:
        'Ids of answers that were withdrawn, or of all that were ever here when none is left: they must not be shown, and pasted copies of them must be removed.',
    }),
  })
  .superRefine((document, context) => {
    const seen = new Set<string>()
    document.items.forEach((item, index) => {
      if (seen.has(item.id)) {
        context.addIssue({
          code: 'custom',
          path: ['items', index, 'id'],
          message: 'stands twice in this document',
          input: item.id,
        })
      }
      seen.add(item.id)
      if (document.recalled.includes(item.id)) {
        context.addIssue({
          code: 'custom',
          path: ['items', index, 'id'],
          message: 'is recalled, so it may not be among the items',
          input: item.id,
        })
      }
    })
    if (document.items.length === 0 && document.recalled.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['items'],
        message: 'is empty although nothing was recalled',
      })
    }
  })
  .meta({
    id: 'WidgetDocument',
    description: 'The questions and answers of one subject, for the FAQ widget.',
  })
export type WidgetDocumentV1 = z.output<typeof WidgetDocumentV1>
