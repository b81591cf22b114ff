import {z} from 'zod'

const Url = z.url({protocol: /^https?$/})

/**
 * Contract of `/api/v1/feed.json`: JSON Feed 1.1.
 * @see https://www.jsonfeed.org/version/1.1/
 */
export const JsonFeedV1 = z
  .object({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    home_page_url: Url,
    feed_url: Url,
    description: z.string().optional(),
    language: z.string(),
    items: z.array(
      z.object({
        id: z.string(),
        url: Url,
        title: z.string(),
        content_text: z.string(),
        date_published: z.string(),
        language: z.string(),
        tags: z.array(z.string()),
      }),
    ),
  })
  .meta({id: 'JsonFeed', description: 'The newest changes for feed readers.'})

/**
 * Contract of `/api/v1/<locale>/oembed/<collection>/<slug>.json`.
 * @see https://oembed.com/
 */
export const OembedV1 = z
  .object({
    version: z.literal('1.0'),
    type: z.literal('rich'),
    title: z.string(),
    provider_name: z.string(),
    provider_url: Url,
    html: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
    cache_age: z.int().positive().optional(),
  })
  .meta({id: 'Oembed', description: 'How to embed the questions of a page.'})
