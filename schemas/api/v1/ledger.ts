import {z} from 'zod'
import {FeedIdV1} from './changes.ts'
import {headFields, RevV1} from './envelope.ts'
import {FILTERS, WIDGET_COLLECTIONS} from './links.ts'

/**
 * Contract of `/api/v1/changes/ledger.json`: what the next publication needs to know of this one.
 * Digests stand for words, so that it stays small and says nothing that was taken back.
 */

const Digest = z
  .string()
  .regex(/^[0-9a-f]{12}$/)
  .meta({description: 'Digest of one part of a document.'})

const identity = {
  path: z.string().meta({description: 'Path below /api/v1/.'}),
  type: z.string().meta({description: 'Type of the document.'}),
  id: z.string().meta({description: 'Stable id.'}),
  locale: z.string().meta({description: 'BCP 47 language.'}),
  slug: z.string().meta({description: 'Name in addresses.'}),
  title: z.string().meta({description: 'Title or question.'}),
}

const WordsV1 = z
  .object({
    safety: Digest.optional().meta({description: 'Words whose change is a matter of safety.'}),
    clinical: Digest.optional().meta({description: 'Words whose change is clinical.'}),
    editorial: Digest.optional().meta({description: 'All other words.'}),
    figures: Digest.optional().meta({
      description: 'Sentences with a medicine or a number, in fields that weigh nothing else.',
    }),
    card: Digest.optional().meta({description: 'What lists and links show of it.'}),
    treats: Digest.optional().meta({description: 'Its uses, which pages of conditions show.'}),
  })
  .meta({description: 'Digests of the words of a document, by what a change of them weighs.'})
export type WordsV1 = z.output<typeof WordsV1>

export const LedgerV1 = z
  .object({
    ...headFields,
    feedId: FeedIdV1,
    head: z.int().nonnegative().meta({description: 'Newest seq of the feed.'}),
    time: z.string().meta({description: 'The newest edit that any publication so far held.'}),
    documents: z
      .array(
        z.object({
          ...identity,
          sha256: z.string().meta({description: 'Digest of its file.'}),
          rev: RevV1,
          modified: z.string().meta({description: 'When its editors last changed it.'}),
          firstPublished: z.string().meta({description: 'When it was first public.'}),
          contentModified: z
            .string()
            .nullable()
            .meta({description: 'Day of the newest clinical or safety change.'}),
          words: WordsV1.nullable().meta({description: 'What its editors wrote; null: not known.'}),
          review: Digest.meta({description: 'Digest of the review block.'}),
          data: Digest.meta({description: 'Digest of the data block.'}),
          sections: z.record(z.string(), Digest).meta({description: 'Digest by section.'}),
          notes: z.array(Digest).meta({description: 'Digest of each change note.'}),
          whole: z.array(z.string()).meta({description: 'Ids of the FAQs that it shows whole.'}),
          shows: z
            .array(z.string())
            .meta({description: 'Ids of the other documents of which it shows something.'}),
        }),
      )
      .meta({description: 'Published documents.'}),
    parts: z
      .array(z.object({id: z.string(), words: WordsV1}))
      .meta({description: 'Documents without a page, of which pages show something.'}),
    weights: Digest.meta({description: 'Digest of the table of fields that the words stand by.'}),
    tombstones: z
      .array(
        z.object({
          ...identity,
          status: z
            .enum(['gone', 'moved', 'withdrawn'])
            .meta({description: 'What became of it, as in its notice.'}),
          reason: z.string().meta({description: 'Why; empty where its editors gave no reason.'}),
          alternative: z
            .string()
            .nullable()
            .meta({description: 'Stable id of the document to look at instead.'}),
          since: z.string().meta({description: 'Date or instant since which this holds.'}),
          firstPublished: z
            .string()
            .nullable()
            .meta({description: 'When it was first public, so that it may come back.'}),
        }),
      )
      .meta({description: 'Documents that were published once.'}),
    widgets: z
      .array(
        z.object({
          locale: identity.locale,
          collection: z.enum(WIDGET_COLLECTIONS).meta({description: 'Collection of its subject.'}),
          slug: identity.slug,
          title: identity.title,
          answers: z.array(z.string()).meta({description: 'Ids of all answers it ever showed.'}),
        }),
      )
      .meta({description: 'Widget documents that are or were published.'}),
    lists: z
      .array(
        z.object({
          locale: identity.locale,
          filter: z.enum(FILTERS).meta({description: 'What the list is by.'}),
          value: z.string().meta({description: 'Slug, id or system/code.'}),
          label: z.string().meta({description: "The value in the document's language."}),
        }),
      )
      .meta({description: 'Ready-made lists that are or were published.'}),
  })
  .meta({id: 'Ledger', description: 'State from which the next publication computes its changes.'})
export type LedgerV1 = z.output<typeof LedgerV1>
