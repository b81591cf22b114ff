import {cp, mkdir, readdir, readFile, rename, writeFile} from 'node:fs/promises'
import {dirname, join} from 'node:path'

/**
 * Adds the type `medication` to a copy of the repository as a developer would: by the steps of the
 * README, each done like what is there for `technique`. A step that this file cannot do is an error.
 */

export const TYPE = 'medication'
export const COLLECTION = 'medications'

const README = join(import.meta.dirname, '../../README.md')

/** A step of the recipe: what it says, and the places that it names. */
export interface Step {
  readonly text: string
  readonly places: readonly string[]
}

/** The numbered steps of the README's recipe. */
export async function recipe(): Promise<Step[]> {
  const readme = await readFile(README, 'utf8')
  const [, section = ''] = readme.split('\n## Add a document type\n')
  const [recipeText = ''] = section.split('\n## ')
  return [...recipeText.matchAll(/^\d+\. (.+(?:\n {3}.+)*)/gm)].map(([, text = '']) => ({
    text: text.replaceAll(/\s+/g, ' '),
    places: [...text.matchAll(/`([^`]+\/[^`]*)`/g)].map(([, place = '']) => place),
  }))
}

/** Something like a technique under the new name. Strings and lists of the house keep theirs. */
function renamed(text: string): string {
  return text
    .replaceAll(/\btechniques\b/g, COLLECTION)
    .replaceAll(/\btechnique(?=(?:Schema|Query|Weights)?\b)/g, TYPE)
    .replaceAll(/\bTechnique(?=(?:Source|V1|s)?\b)/g, 'Medication')
    .replaceAll('projectTechnique', 'projectMedication')
}

async function edit(file: string, change: (text: string) => string): Promise<void> {
  const before = await readFile(file, 'utf8')
  const after = change(before)
  if (after === before) throw new Error(`nothing was changed in ${file}`)
  await writeFile(file, after)
}

/** What a technique says of itself, said of a medicine that treats what the procedure treats. */
const EXAMPLE = `const ${TYPE}: LakeDocument = {
  ...technique,
  _id: '${TYPE}-a',
  _type: '${TYPE}',
  kind: 'therapeuticModality',
  treats,
  evidence,
}`

type Place = (root: string) => Promise<void>

const PLACES: Readonly<Record<string, Place>> = {
  'schemas/documents/<type>/': async (root) => {
    const folder = join(root, 'schemas/documents', TYPE)
    await cp(join(root, 'schemas/documents/technique'), folder, {recursive: true})
    for (const name of await readdir(folder)) {
      await edit(join(folder, name), renamed)
      await rename(join(folder, name), join(folder, name.replace('technique', TYPE)))
    }
  },
  'schemas/documents/types.ts': (root) =>
    edit(join(root, 'schemas/documents/types.ts'), (table) => {
      const row = /^ {2}\{\n {4}type: 'technique',[\s\S]*?^ {2}\},\n/m.exec(table)?.[0] ?? ''
      const own = renamed(row).replace(/navigation: \d+/, 'navigation: 9')
      return table.replace("  {type: 'source'", () => `${own}  {type: 'source'`)
    }),
  'schemas/documents/index.ts': (root) =>
    edit(join(root, 'schemas/documents/index.ts'), (folders) =>
      folders
        .replace(/^import \{procedure\}/m, `import {${TYPE}} from './${TYPE}/index.ts'\n$&`)
        .replace(/^ {2}procedure,$/m, `  ${TYPE},\n$&`),
    ),
  'site/src/pages/[locale]/<collection>/[slug].astro': async (root) => {
    const pages = join(root, 'site/src/pages/[locale]')
    const page = join(pages, COLLECTION, '[slug].astro')
    await mkdir(dirname(page), {recursive: true})
    await writeFile(page, renamed(await readFile(join(pages, 'techniques/[slug].astro'), 'utf8')))
  },
  'test/corpus/valid-documents.ts': (root) =>
    edit(join(root, 'test/corpus/valid-documents.ts'), (corpus) =>
      corpus
        .replace(
          /^\/\*\* One of each type/m,
          `const {treats, evidence} = procedure\n${EXAMPLE}\n\n$&`,
        )
        .replace(
          /^ {2}procedure,\n(?= {2}technique,\n {2}condition,\n {2}faq,)/m,
          `$&  ${TYPE},\n`,
        ),
    ),
}

/**
 * Does every step of the recipe in a copy of the repository.
 * @param root - the copy
 * @param forgotten - a place that the developer does not think of
 */
export async function addToyType(root: string, forgotten?: string): Promise<void> {
  const places = (await recipe()).flatMap((step) => step.places)
  if (forgotten !== undefined && !places.includes(forgotten)) {
    throw new Error(`the README names no place "${forgotten}"`)
  }
  for (const place of places) {
    const add = PLACES[place]
    if (add === undefined) throw new Error(`test/recipe/toy-type.ts cannot do "${place}"`)
    if (place !== forgotten) await add(root)
  }
}
