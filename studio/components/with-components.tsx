import type {SchemaTypeDefinition} from 'sanity'
import {typeIcons} from './icons.ts'
export function withComponents(types: readonly SchemaTypeDefinition[]): SchemaTypeDefinition[] {
  return types.map((type) => {
    const icon = typeIcons[type.name]
    return icon === undefined ? type : {...type, icon}
  })
}
