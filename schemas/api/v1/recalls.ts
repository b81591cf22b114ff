import {z} from 'zod'
import {CardV1} from '../../objects/shared.v1.ts'
import {headFields, RevV1} from './envelope.ts'

export const MIN_RECALL_DAYS = 30

/** Days for which a refresh stays in the list: longer than anybody may keep a copy without asking. */
export const recallDays = (maxStaleDays: number) => Math.max(MIN_RECALL_DAYS, maxStaleDays + 1)

/**
 * Contract of `/api/v1/recalls.json`: what must be taken down or refreshed now. Usually short, so
 * that asking for it before showing a copy costs next to nothing.
 */
export const RecallsV1 = z
  .object({
    ...headFields,
    items: z.array(
      z.object({
        type: z.string().meta({description: 'Type of the document.'}),
        id: z.string().meta({description: 'Stable id.'}),
        slug: z.string().meta({description: 'Its last slug.'}),
        locale: z.string().meta({description: 'BCP 47 language.'}),
        action: z.enum(['takeDown', 'refresh']).meta({
          description:
            'takeDown: show it no longer in any form. refresh: every copy but the current revision is unsafe.',
        }),
        rev: RevV1.nullable().meta({
          description: 'The revision that is safe to show; null where none is.',
        }),
        unsafe: z
          .array(
            z.object({
              rev: RevV1,
              until: z.string().meta({
                description: 'Time of the publication in which another one took its place.',
              }),
            }),
          )
          .meta({
            description:
              'Every revision that is known to be unsafe, oldest first. Take one that is neither here nor named by rev as unsafe too.',
          }),
        reason: z.string().meta({description: 'Why, for people.'}),
        since: z.string().meta({description: 'Date or instant since which this holds.'}),
        until: z.string().nullable().meta({
          description:
            'Date until which it stays here at least, whatever follows; null: for as long as the document is not published.',
        }),
        alternative: CardV1.nullable().meta({description: 'What to show instead.'}),
      }),
    ),
  })
  .meta({id: 'Recalls', description: 'Documents that must be taken down or refreshed now.'})
export type RecallsV1 = z.output<typeof RecallsV1>
