import {z} from 'zod'
import {headFields, RevV1} from './envelope.ts'

/**
 * The change feed: sealed pages that never change again and a growing last one, after the NuGet
 * catalog and IIIF Change Discovery. A pure function of the previous ledger and the documents.
 */

/** Items a page holds before it is sealed and the next one begins. */
export const CHANGES_PER_PAGE = 200

export const OPERATIONS = [
  'create',
  'update',
  'review',
  'move',
  'withdraw',
  'delete',
  'refresh',
] as const
/** From light to heavy. */
export const SIGNIFICANCES = ['editorial', 'clinical', 'safety'] as const
export type Significance = (typeof SIGNIFICANCES)[number]
export const CAUSES = ['own', 'linked'] as const

/** Names a feed for as long as it is continued. */
export const FeedIdV1 = z
  .string()
  .regex(/^[0-9a-f]{32}$/)
  .meta({
    description:
      'Name of this feed, the same for as long as it is continued. When it is new, forget your last seq and fetch everything again.',
  })

export const ChangeItemV1 = z
  .object({
    seq: z.int().positive().meta({description: 'Counts up from 1 without gaps.'}),
    operation: z.enum(OPERATIONS).meta({
      description:
        'create, update, move, withdraw, delete as the words say. review: only the review block changed. refresh: the ledger was lost, so fetch the document again.',
    }),
    significance: z.enum(SIGNIFICANCES).meta({
      description:
        'What the change weighs by the words it touches, raised by its note if that weighs more; "safety" asks for action now.',
    }),
    cause: z.enum(CAUSES).meta({
      description: 'own: the document itself. linked: only what it shows of others.',
    }),
    via: z.array(z.string()).meta({
      description:
        'Ids of the documents whose change it shows: the reason of a linked change. Pages, sources, medical words, people, or the settings of the site.',
    }),
    type: z.string().meta({description: 'Type of the document.'}),
    id: z.string().meta({description: 'Stable id.'}),
    locale: z.string().meta({description: 'BCP 47 language.'}),
    slug: z.string().meta({description: 'Slug after the change.'}),
    path: z.string().meta({description: 'Path of the document below /api/v1/.'}),
    from: z
      .string()
      .nullable()
      .meta({description: 'Path that it had until now, of one that moved; else null.'}),
    rev: RevV1.nullable().meta({description: 'New revision; null when there is none any more.'}),
    sections: z.array(z.string()).meta({
      description:
        'Ids of the sections that were added, changed or removed; "title" and "summary" for what stands above them.',
    }),
    note: z.string().nullable().meta({
      description:
        'Change note of the editors; of a page that shows an unsafe answer, that of the answer.',
    }),
    at: z.string().meta({description: 'When its editors last changed it.'}),
    publishedAt: z.string().meta({
      description:
        'Time of the publication that announced it, by the clock of the content: the newest edit of any document by then. Never earlier than that of the item before.',
    }),
  })
  .meta({id: 'ChangeItem', description: 'One document that changed in one publication.'})
export type ChangeItemV1 = z.output<typeof ChangeItemV1>

export const ChangesPageV1 = z
  .object({
    ...headFields,
    page: z.int().positive().meta({description: 'Number of the page, from 1.'}),
    sealed: z.boolean().meta({description: 'Whether this page will never change again.'}),
    items: z.array(ChangeItemV1).meta({description: 'Oldest first.'}),
  })
  .meta({id: 'ChangesPage', description: 'A page of the change feed.'})
export type ChangesPageV1 = z.output<typeof ChangesPageV1>

export const ChangesV1 = z
  .object({
    ...headFields,
    feedId: FeedIdV1,
    head: z.int().nonnegative().meta({description: 'Newest seq; 0 when nothing ever changed.'}),
    time: z.string().meta({description: 'Time of the newest content.'}),
    pages: z
      .array(
        z.object({
          page: z.int().positive(),
          url: z.url().meta({description: 'Address of the page.'}),
          first: z.int().positive().meta({description: 'First seq on it.'}),
          last: z.int().positive().meta({description: 'Last seq on it.'}),
          sealed: z.boolean(),
        }),
      )
      .meta({description: 'Oldest first. Read from the page that holds your last seen seq + 1.'}),
  })
  .meta({id: 'Changes', description: 'Where the change feed stands.'})
export type ChangesV1 = z.output<typeof ChangesV1>
