import {z} from 'zod'
import {FeedIdV1} from './changes.ts'
import {headFields, RevV1} from './envelope.ts'

/** Contract of `/api/v1/manifest.json`. */
export const ManifestV1 = z
  .object({
    ...headFields,
    feedId: FeedIdV1,
    head: z.int().nonnegative().meta({
      description:
        'Head of that change feed: a manifest with a lower one is of an older publication.',
    }),
    total: z.int().meta({description: 'Number of files.'}),
    files: z
      .array(
        z.object({
          path: z
            .string()
            .meta({description: 'Path below /api/v1/, for example "en/faqs/index.json".'}),
          sha256: z
            .string()
            .regex(/^[0-9a-f]{64}$/)
            .meta({description: 'SHA-256 of the bytes, lower-case hex.'}),
          bytes: z.int().nonnegative().meta({description: 'Size in bytes.'}),
          rev: RevV1.optional().meta({description: 'Revision, on documents.'}),
        }),
      )
      .meta({
        description:
          'Every file below /api/v1 in order of path, but this one, timestamp.json, their signatures and build.json.',
      }),
  })
  .meta({id: 'Manifest', description: 'Every published file with its digest.'})
export type ManifestV1 = z.output<typeof ManifestV1>
