import {defineQuery} from 'groq'
import {z} from 'zod'
import {Id, list} from '../../lib/source.ts'

/** Written by @sanity/document-internationalization: which documents translate each other. */
export const translationMetadataQuery = defineQuery(`*[_type == "translation.metadata"]{
  _id, _type, translations[]{"language": coalesce(language, _key), "document": value._ref}
}`)

export const TranslationMetadataSource = z.object({
  _id: Id,
  _type: z.literal('translation.metadata'),
  translations: list(z.object({language: z.string(), document: Id})),
})
export type TranslationMetadataSource = z.output<typeof TranslationMetadataSource>
