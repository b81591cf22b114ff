import {COLLECTION_OF_TYPE, pagePath} from '../api/v1/links.ts'
import type {ProjectionContext, PublicSource} from './context.ts'

/** Root-relative path of a document's public page. */
export function pathOf({_type, language, slug}: PublicSource): string {
  return pagePath(language, COLLECTION_OF_TYPE[_type], slug)
}

/** @param path root-relative. */
export function absolute({baseUrl}: Pick<ProjectionContext, 'baseUrl'>, path: string): string {
  return `${baseUrl}${path}`
}
