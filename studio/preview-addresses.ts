import {environment} from './environment.ts'

/** Below this path the site shows every page and API document as drafts would make it. */
export const PREVIEW_ROOT = '/preview'

/** @param path path of a page or API document, from `schemas/api/v1/links.ts` */
export function previewUrl(path: string) {
  return `${environment.siteUrl}${PREVIEW_ROOT}${path}`
}

/** @param path path of a page or API document, from `schemas/api/v1/links.ts` */
export function publishedUrl(path: string) {
  return `${environment.siteUrl}${path}`
}
