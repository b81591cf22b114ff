import {z} from 'zod'
import {InstantV1} from '../../objects/shared.v1.ts'
import {headFields} from './envelope.ts'

/**
 * Contract of `/api/v1/timestamp.json`, which only a signed publication has: proof that a manifest is
 * the newest one. Its signature stands beside it in `timestamp.json.sig`.
 * @see https://theupdateframework.github.io/specification/latest/#file-formats-timestamp
 */
export const TimestampV1 = z
  .object({
    ...headFields,
    number: z.int().positive().meta({
      description: 'Higher with every publication: refuse one that is lower than the last you saw.',
    }),
    time: InstantV1.meta({description: 'When this was published.'}),
    expires: InstantV1.meta({
      description: 'The publisher publishes again before then; later, a newer one may be withheld.',
    }),
    manifest: z
      .object({
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        bytes: z.int().positive(),
      })
      .meta({description: 'SHA-256 and size of manifest.json.'}),
  })
  .meta({id: 'Timestamp', description: 'Signed proof of how new a publication is.'})
export type TimestampV1 = z.output<typeof TimestampV1>
