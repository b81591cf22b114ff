import {z} from 'zod'
import {headFields, RevV1} from './envelope.ts'

/** Contract of `/api/v1/manifest.json`. */
export const ManifestV1 = z
  .object({
    ...headFields,
    head: z.int().nonnegative().meta({
      description:
        'Head of the change feed: a manifest with a lower one is of an older publication.',
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
          'Every file below /api/v1 but this one, its signature and build.json, in order of path.',
      }),
  })
  .meta({id: 'Manifest', description: 'Every published file with its digest.'})
export type ManifestV1 = z.output<typeof ManifestV1>
