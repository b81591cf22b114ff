import {schemaPath} from '../../schemas/api/v1/links.ts'
import {CONTRACT_VERSION} from '../../schemas/api/v1/version.ts'

/** The head that every JSON resource carries. */
export function headOf(schemaName: string, baseUrl: string) {
  return {$schema: `${baseUrl}${schemaPath(schemaName)}`, apiVersion: CONTRACT_VERSION}
}
