import {memoryClient} from '../../site/content/client.ts'
import {ContentIndex} from '../../site/content/content-index.ts'
import type {ContentProblem} from '../../site/content/errors.ts'
import {loadContent, type AnySource, type LoadedContent} from '../../site/content/load.ts'
import {LocaleGraph} from '../../site/content/locale-graph.ts'
import type {LakeDoc} from '../fixtures/content.ts'

/** The documents as loading leaves them, without a file or a lake. */
export function loaded(
  documents: readonly LakeDoc[],
  problems: readonly ContentProblem[] = [],
): Promise<LoadedContent> {
  const noPicture = () => Promise.reject(new Error('the fixture has no pictures'))
  return loadContent(memoryClient(documents, noPicture, problems))
}

/** The documents as they are seen in a locale. */
export async function graphOf(documents: readonly LakeDoc[], locale = 'en'): Promise<LocaleGraph> {
  return new LocaleGraph(new ContentIndex(await loaded(documents)), locale)
}

/** A loaded document; a test that names none of the fixture fails here. */
export function sourceOf({sources}: Pick<LoadedContent, 'sources'>, id: string): AnySource {
  const source = sources.find(({_id}) => _id === id)
  if (source === undefined) throw new Error(`${id} was not loaded`)
  return source
}

/** Says that documents translate each other, the first in the base language. */
export function translationsOf(members: Readonly<Record<string, string>>): LakeDoc {
  return {
    _id: `translations-${Object.values(members).join('-')}`,
    _type: 'translation.metadata',
    translations: Object.entries(members).map(([language, id]) => ({
      _key: language,
      language,
      value: {_type: 'reference', _ref: id},
    })),
  }
}
