import {z} from 'zod'
import {CardV1} from '../../objects/shared.v1.ts'
import {headFields} from './envelope.ts'

const Url = z.url({protocol: /^https?$/})

/** Contract of `/api/index.json`: every major version there is. */
export const ApiIndexV1 = z
  .object({
    versions: z.array(
      z.object({
        major: z.int().positive().meta({description: 'Major version, as in the path.'}),
        version: z.string().meta({description: 'Version of the contract (semver).'}),
        status: z
          .enum(['current', 'deprecated', 'retired'])
          .meta({description: 'A deprecated major answers for at least 12 months.'}),
        sunset: z.iso.date().nullable().meta({description: 'Day after which it may be off.'}),
        url: Url.meta({description: 'Its service index.'}),
      }),
    ),
  })
  .meta({id: 'ApiIndex', description: 'The majors of this API.'})

/** Contract of `/api/v1/index.json`. */
export const ServiceIndexV1 = z
  .object({
    ...headFields,
    title: z.string().meta({description: 'Name of the publisher.'}),
    licence: z.string().meta({description: 'Name of the licence.'}),
    licenceUrl: Url,
    contact: z.string().nullable().meta({description: 'Whom to ask.'}),
    maxStaleDays: z.int().meta({description: 'Days after which a copy has to be refreshed.'}),
    locales: z.array(
      z.object({
        locale: z.string().meta({description: 'BCP 47 language.'}),
        collections: z.array(
          z.object({
            collection: z.string().meta({description: 'Name in addresses.'}),
            type: z.string().meta({description: 'Type of its documents.'}),
            total: z.int().meta({description: 'Number of items.'}),
            url: Url.meta({description: 'The list of all its documents.'}),
            schema: Url.meta({description: 'JSON Schema of its documents.'}),
          }),
        ),
        all: Url.meta({description: 'Every document, one a line.'}),
        search: Url.meta({description: 'Search index.'}),
        filters: Url.meta({description: 'Ready-made lists: by condition, region, code, aspect.'}),
      }),
    ),
    resources: z
      .object({
        changes: Url,
        recalls: Url,
        tombstones: Url,
        manifest: Url,
        deprecations: Url,
        build: Url,
        timestamp: Url.nullable().meta({description: 'null where nothing is signed.'}),
        publicKey: Url.nullable().meta({description: 'null where nothing is signed.'}),
        openapi: Url,
        jsonFeed: Url,
        atom: Url,
        documentation: Url,
      })
      .meta({description: 'What else there is.'}),
    schemas: z.array(z.object({name: z.string(), url: Url})).meta({
      description: 'JSON Schemas of all resources, open for additions.',
    }),
  })
  .meta({id: 'ServiceIndex', description: 'What this API has and where.'})

/** Contract of `/api/v1/build.json`, which reads the clock, as only `timestamp.json` does besides. */
export const BuildV1 = z
  .object({
    ...headFields,
    builtAt: z.string().meta({description: 'When these files were written.'}),
    contentTime: z.string().meta({description: 'Time of the newest document.'}),
    commit: z.string().nullable().meta({description: 'Revision of the code, where known.'}),
    generation: z.string().meta({description: 'Digest of the manifest: names this publication.'}),
  })
  .meta({id: 'Build', description: 'When and from what this was built.'})

/** Contract of `/api/v1/404.json`. */
export const ErrorV1 = z
  .object({
    ...headFields,
    status: z.literal(404),
    message: z.string().meta({description: 'What is wrong, for people.'}),
    index: Url.meta({description: 'Where to start.'}),
  })
  .meta({id: 'Error', description: 'The answer where nothing is.'})

/** Contract of `/api/v1/deprecations.json`. */
export const DeprecationsV1 = z
  .object({
    ...headFields,
    items: z.array(
      z.object({
        schema: z.string().meta({description: 'Name of the JSON Schema.'}),
        pointer: z.string().meta({description: 'JSON pointer of the field, or "" for the file.'}),
        since: z.iso.date().meta({description: 'Deprecated since.'}),
        sunset: z.iso.date().meta({description: 'Not removed before.'}),
        replacement: z.string().nullable().meta({description: 'What to use instead.'}),
        reason: z.string(),
      }),
    ),
  })
  .meta({id: 'Deprecations', description: 'What will go away in the next major version.'})
export type DeprecationsV1 = z.output<typeof DeprecationsV1>

/** Contract of `/api/v1/<locale>/search/index.json`. */
export const SearchIndexV1 = z
  .object({
    ...headFields,
    locale: z.string(),
    total: z.int(),
    items: z.array(
      z.object({
        type: z.string(),
        id: z.string(),
        slug: z.string(),
        title: z.string(),
        names: z.array(z.string()).meta({description: 'Other names and phrasings.'}),
        summary: z.string(),
        terms: z.array(z.string()).meta({description: 'Headings, body regions and codes.'}),
        links: CardV1.shape.links,
      }),
    ),
  })
  .meta({id: 'SearchIndex', description: 'Small index for a search in the browser.'})

/** Contract of `/api/v1/<locale>/by/index.json`. */
export const FiltersV1 = z
  .object({
    ...headFields,
    locale: z.string(),
    filters: z.array(
      z.object({
        filter: z.string().meta({description: 'condition, body-region, aspect or code.'}),
        value: z.string().meta({description: 'Slug, id or system/code.'}),
        label: z.string(),
        total: z.int(),
        url: Url,
      }),
    ),
  })
  .meta({id: 'Filters', description: 'Every ready-made list of a locale.'})

/** Contract of `/api/v1/<locale>/by/<filter>/<value>.json`: a list with what it was filtered by. */
export const FilteredListV1 = z
  .object({
    ...headFields,
    locale: z.string(),
    filter: z.string(),
    value: z.string(),
    label: z.string().meta({description: "The value in the document's language."}),
    total: z.int(),
    items: z.array(CardV1),
  })
  .meta({id: 'FilteredList', description: 'Documents that have one thing in common.'})
export type FilteredListV1 = z.output<typeof FilteredListV1>

/** Contract of `/api/v1/<locale>/<collection>/<slug>.pt.json`. */
export const PortableTextV1 = z
  .object({
    id: z.string().meta({description: 'Stable id of the document.'}),
    sections: z.array(
      z.object({
        id: z.string().meta({description: 'The same as in the document.'}),
        heading: z.string(),
        blocks: z.array(
          z.union([
            z.object({
              _key: z.string(),
              _type: z.literal('block'),
              style: z.enum(['normal', 'h3', 'h4']),
              listItem: z.enum(['bullet', 'number']).optional(),
              level: z.int().positive().optional(),
              children: z.array(
                z.object({
                  _key: z.string(),
                  _type: z.literal('span'),
                  text: z.string(),
                  marks: z.array(z.string()),
                }),
              ),
              markDefs: z.array(
                z.union([
                  z.object({_key: z.string(), _type: z.literal('link'), href: z.string()}),
                  z.object({
                    _key: z.string(),
                    _type: z.literal('citation'),
                    number: z.int().positive(),
                    href: z.string(),
                  }),
                ]),
              ),
            }),
            z.object({
              _key: z.string(),
              _type: z.literal('figure'),
              src: z.string(),
              alt: z.string(),
              width: z.int().positive(),
              height: z.int().positive(),
            }),
          ]),
        ),
      }),
    ),
  })
  .meta({id: 'PortableText', description: 'The sections of a document as Portable Text.'})
