import {z} from 'zod'
import {
  AbsoluteUrl,
  CalendarDateV1,
  CardV1,
  ChangeV1,
  FaqItemV1,
  InstantV1,
  NoticeV1,
  PersonV1,
  SourceV1,
} from '../../objects/shared.v1.ts'

/** `sha256-` and the first 32 hex digits of a digest over what a reader sees of the document. */
export const RevV1 = z
  .string()
  .regex(/^sha256-[0-9a-f]{32}$/)
  .meta({
    description: 'Revision of the body; equal revisions mean equal words.',
  })

export const ReviewV1 = z
  .object({
    status: z
      .enum(['notReviewed', 'reviewed'])
      .meta({description: 'Whether a clinician has reviewed this document.'}),
    lastReviewed: CalendarDateV1.nullable(),
    nextReview: CalendarDateV1.nullable().meta({
      description: 'When the next review is due; a client compares it with its own clock.',
    }),
    reviewedBy: z.array(PersonV1).meta({description: 'Reviewers; empty where nobody reviewed.'}),
    authors: z.array(PersonV1).meta({description: 'Authors.'}),
    sources: z.array(SourceV1).meta({
      description: 'Sources that the document itself cites, numbered in order of first use.',
    }),
    furtherReading: z.array(SourceV1.omit({number: true})).meta({
      description: 'Sources worth reading that no statement leans on.',
    }),
    changes: z.array(ChangeV1).meta({description: 'Change notes, newest first.'}),
    conflicts: z.string().nullable().meta({description: 'Declared conflicts of interest.'}),
  })
  .meta({id: 'Review', description: 'Who wrote and reviewed it, when, and on what grounds.'})
export type ReviewV1 = z.output<typeof ReviewV1>

export const AttributionV1 = z
  .object({
    licence: z.string().meta({description: 'Name of the licence.'}),
    licenceUrl: AbsoluteUrl,
    text: z.string().meta({description: 'Attribution that has to stand beside the content.'}),
    html: z.string().meta({description: 'The same with a link to the source page.'}),
    canonical: AbsoluteUrl.meta({description: 'The source page.'}),
  })
  .meta({id: 'Attribution', description: 'Terms of use.'})
export type AttributionV1 = z.output<typeof AttributionV1>

const heads = {
  $schema: AbsoluteUrl.meta({description: 'JSON Schema of this file, in this publication.'}),
  apiVersion: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/)
    .meta({description: 'Version of the contract (semver).'}),
}
/** Fields at the head of every JSON resource. */
export const headFields = heads

const identity = {
  id: z.string().meta({description: 'Stable id; the same in all locales, outlives slugs.'}),
  slug: z.string().meta({description: 'Name in addresses; unique per type and locale.'}),
  locale: z.string().meta({description: 'BCP 47 language.'}),
}

/** A published document: one request for everything a page shows. */
export function documentV1<
  const T extends string,
  D extends z.ZodRawShape,
  R extends Record<string, z.ZodType>,
>(type: T, data: D, related: R) {
  return z
    .object({
      ...heads,
      type: z.literal(type).meta({description: 'Type of the document.'}),
      ...identity,
      status: z.literal('published').meta({
        description: 'A withdrawn, moved or deleted document is a Tombstone at the same address.',
      }),
      rev: RevV1,
      dates: z
        .object({
          firstPublished: InstantV1,
          contentModified: CalendarDateV1.nullable().meta({
            description: 'Newest clinical or safety change note.',
          }),
          modified: InstantV1.meta({description: 'Last edit of any kind.'}),
        })
        .meta({description: 'Clocks of the content, never of the build.'}),
      review: ReviewV1,
      attribution: AttributionV1,
      usage: z.object({
        maxStaleDays: z
          .int()
          .meta({description: 'Days after which a copy has to be refreshed or taken down.'}),
      }),
      notices: z
        .array(NoticeV1)
        .meta({description: 'Notices that every client has to show with the document.'}),
      translations: z
        .array(z.object({locale: z.string(), self: AbsoluteUrl, html: AbsoluteUrl}))
        .meta({description: 'The same document in other locales.'}),
      links: z.object({
        self: AbsoluteUrl.meta({description: 'This file.'}),
        html: AbsoluteUrl.meta({description: 'The public page.'}),
        portableText: AbsoluteUrl.meta({description: 'The sections as Portable Text.'}),
        widget: AbsoluteUrl.nullable().meta({description: 'Widget document with its FAQs.'}),
        embed: AbsoluteUrl.nullable().meta({description: 'Embed page with its FAQs.'}),
      }),
      data: z.object(data),
      related: z.object(related),
      jsonLd: z
        .record(z.string(), z.unknown())
        .meta({description: 'schema.org description of the page, ready for a script element.'}),
    })
    .meta({id: `${type[0]?.toUpperCase()}${type.slice(1)}`})
}

export const cards = z.array(CardV1)
export const faqItems = z.array(FaqItemV1).meta({description: 'Complete FAQs about it.'})

/** What stands at the address of a document that is no longer published there. */
export const TombstoneV1 = z
  .object({
    ...heads,
    type: z.string().meta({description: 'Type the document had.'}),
    ...identity,
    title: z
      .string()
      .nullable()
      .meta({description: 'Title or question; null of a document that was deleted.'}),
    status: z.enum(['gone', 'moved', 'withdrawn']).meta({
      description:
        'gone: deleted or unpublished. moved: the slug changed. withdrawn: taken back by the editors for a reason.',
    }),
    reason: z.string().meta({description: 'Why, for people.'}),
    alternative: CardV1.nullable().meta({description: 'Where to look instead.'}),
    since: z.string().meta({description: 'Date or instant since which this holds.'}),
  })
  .meta({id: 'Tombstone', description: 'The notice left at the address of a removed document.'})
export type TombstoneV1 = z.output<typeof TombstoneV1>

/**
 * Contract of `/api/v1/tombstones.json`: every notice in one file, because hosts redirect the
 * addresses of moved documents and answer those of deleted ones with pages of their own.
 */
export const TombstonesV1 = z
  .object({
    ...heads,
    items: z
      .array(
        z.object({
          path: z.string().meta({description: 'Path below /api/v1/.'}),
          tombstone: TombstoneV1.meta({description: 'The file at that path.'}),
        }),
      )
      .meta({description: 'In order of path.'}),
  })
  .meta({id: 'Tombstones', description: 'Every document that is no longer published, and why.'})
export type TombstonesV1 = z.output<typeof TombstonesV1>

export const ListV1 = z
  .object({
    ...heads,
    type: z.string().meta({description: 'Type of the items.'}),
    locale: z.string(),
    total: z.int().meta({description: 'Number of items; lists are never paged.'}),
    items: cards,
  })
  .meta({id: 'List', description: 'All documents of a type, as cards.'})
export type ListV1 = z.output<typeof ListV1>

export const IdV1 = z
  .object({
    ...heads,
    id: identity.id,
    type: z.string(),
    locales: z.record(
      z.string(),
      z.object({
        slug: z.string(),
        status: z.enum(['published', 'gone', 'moved', 'withdrawn']),
        links: z.object({self: AbsoluteUrl, html: AbsoluteUrl}),
      }),
    ),
  })
  .meta({id: 'Id', description: 'Where a document is now, by its stable id.'})
export type IdV1 = z.output<typeof IdV1>
