import {schemaPath} from '../../schemas/api/v1/links.ts'
import {API_VERSION} from '../../schemas/api/v1/version.ts'

/** The head that every JSON resource carries. */
export function headOf(schemaName: string, baseUrl: string) {
  return {$schema: `${baseUrl}${schemaPath(schemaName)}`, apiVersion: API_VERSION}
}
