import {createHash} from 'node:crypto'
import {STYLE} from './style.ts'

/** Hash of the style sheet in pasted answers, as a policy names it; of this version only. */
export const STYLE_HASH = `'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`

export interface PolicyRecipe {
  /** How the questions come into the page. */
  readonly form: string
  /** Content-Security-Policy directive → its sources. */
  readonly directives: Readonly<Record<string, string>>
}

/**
 * What the content security policy of an embedding page must allow for each form, and no more. The
 * script needs no style sheet allowed and works under `trusted-types 'none'`.
 * @param origin of this site
 */
export function policyRecipes(origin: string): readonly PolicyRecipe[] {
  const element = {'script-src': origin, 'connect-src': origin}
  return [
    {form: 'With the script', directives: element},
    {
      form: 'With the script and pasted answers that bring their style sheet',
      directives: {...element, 'style-src': STYLE_HASH},
    },
    {form: 'With the class in your own bundle', directives: {'connect-src': origin}},
    {form: 'With a frame', directives: {'frame-src': origin}},
  ]
}

/** The directives as they stand in the header. */
export function policyText(directives: PolicyRecipe['directives']): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources}`)
    .join('; ')
}
