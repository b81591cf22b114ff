import {dirname, resolve} from 'node:path'
import {
  createPrinter,
  createProgram,
  EmitHint,
  isClassDeclaration,
  isExportDeclaration,
  isFunctionDeclaration,
  isIdentifier,
  isImportDeclaration,
  isInterfaceDeclaration,
  isSourceFile,
  isStringLiteral,
  isTypeAliasDeclaration,
  isVariableStatement,
  ModuleKind,
  ModuleResolutionKind,
  NodeBuilderFlags,
  ScriptTarget,
  visitEachChild,
  type CompilerOptions,
  type DeclarationName,
  type ExportDeclaration,
  type ImportDeclaration,
  type Program,
  type Statement,
} from 'typescript'

/**
 * Types of a module that stand alone. Those of the contract come from zod schemas and are written
 * out as the plain objects that they are: who reads them needs neither zod nor our sources.
 */

const OPTIONS: CompilerOptions = {
  target: ScriptTarget.ES2022,
  module: ModuleKind.NodeNext,
  moduleResolution: ModuleResolutionKind.NodeNext,
  lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  strict: true,
  declaration: true,
  emitDeclarationOnly: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  // Else the order of a union follows the order in which sources happen to be read.
  stableTypeOrdering: true,
  types: [],
}

/**
 * @param contract folder whose types are written out, with a slash at its end.
 * @returns one declaration file: what the module exports, and whatever that is made of.
 * @throws {Error} when the types need anything else, or two of them have one name
 */
export function standaloneTypes(source: string, contract: string): string {
  const program = createProgram([source], OPTIONS)
  const parts: string[] = []
  const owners = new Map<string, string>()
  const written = new Map<string, string>()
  const own = (name: string, file: string) => {
    const owner = owners.get(name)
    if (owner !== undefined && owner !== file) {
      throw new Error(`[generate] both ${owner} and ${file} declare a type ${name}: rename one`)
    }
    owners.set(name, file)
  }
  const seen = new Set<string>()
  const rest = [source]
  for (let file = rest.pop(); file !== undefined; file = rest.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    const {text, declared, imported} = declarationOf(program, file)
    for (const name of declared) own(name, file)
    for (const [specifier, names] of imported) {
      const target = resolve(dirname(file), specifier)
      if (target.startsWith(contract)) {
        for (const name of names) {
          own(name, target)
          written.set(name, writtenOut(program, target, name))
        }
      } else if (dirname(target) === dirname(source)) rest.push(target)
      else throw new Error(`[generate] the types of ${source} do not stand alone: ${specifier}`)
    }
    parts.push(text)
  }
  const types = [...written].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
  return [...parts, ...types, `export {${exportsOf(program, source).join(', ')}}`].join('\n\n')
}

function exportsOf(program: Program, file: string): string[] {
  const source = program.getSourceFile(file)
  const module = source && program.getTypeChecker().getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`[generate] ${file} is no module`)
  const symbols = program.getTypeChecker().getExportsOfModule(module)
  return symbols.map(({name}) => name).toSorted()
}

interface Declarations {
  /** Without imports and exports. */
  readonly text: string
  /** Names that it declares. */
  readonly declared: readonly string[]
  /** By specifier, the names that it takes from there; all of them where it only passes them on. */
  readonly imported: ReadonlyMap<string, readonly string[]>
}

/** Declarations of one file. */
function declarationOf(program: Program, file: string): Declarations {
  const declared: string[] = []
  const imported = new Map<string, readonly string[]>()
  const visit = (statement: Statement): Statement | undefined => {
    if (isImportDeclaration(statement) || isExportDeclaration(statement)) {
      const {moduleSpecifier} = statement
      if (moduleSpecifier === undefined || !isStringLiteral(moduleSpecifier)) return undefined
      const specifier = moduleSpecifier.text
      imported.set(specifier, [...(imported.get(specifier) ?? []), ...namesIn(statement, file)])
      return undefined
    }
    if (isVariableStatement(statement)) {
      declared.push(...statement.declarationList.declarations.map(({name}) => nameOf(name, file)))
    } else {
      const isNamed =
        isFunctionDeclaration(statement) ||
        isClassDeclaration(statement) ||
        isInterfaceDeclaration(statement) ||
        isTypeAliasDeclaration(statement)
      declared.push(nameOf(isNamed ? statement.name : undefined, file))
    }
    return statement
  }
  let text = ''
  program.emit(
    program.getSourceFile(file),
    (_name, declarations) => (text = declarations),
    undefined,
    true,
    {
      afterDeclarations: [
        (context) => (node) =>
          isSourceFile(node)
            ? visitEachChild(node, (child) => visit(child as Statement), context)
            : node,
      ],
    },
  )
  if (text.includes('import(')) {
    throw new Error(`[generate] the types of ${file} do not stand alone`)
  }
  return {
    text: text
      .replaceAll(/^export (?={};$|declare |type |interface )/gm, '')
      .replace(/^{};\n/m, ''),
    declared,
    imported,
  }
}

/** @throws {Error} for a declaration that takes an object apart, or has no name */
function nameOf(name: DeclarationName | undefined, file: string): string {
  if (name !== undefined && isIdentifier(name)) return name.text
  throw new Error(`[generate] ${file} declares something without a name`)
}

/** Names that a statement takes; the merged file knows no others. @throws {Error} for a renamed one */
function namesIn(statement: ImportDeclaration | ExportDeclaration, file: string): string[] {
  const bindings = isImportDeclaration(statement)
    ? statement.importClause?.namedBindings
    : statement.exportClause
  if (bindings === undefined || !('elements' in bindings)) return []
  return bindings.elements.map(({name, propertyName}) => {
    if (propertyName !== undefined) {
      throw new Error(`[generate] ${file} renames ${propertyName.text}: use the name as it is`)
    }
    return name.text
  })
}

/** A type as an object of nothing but strings, numbers and other objects. */
function writtenOut(program: Program, file: string, name: string): string {
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  const symbol = module && checker.getExportsOfModule(module).find((one) => one.name === name)
  if (source === undefined || symbol === undefined) {
    throw new Error(`[generate] ${file} exports no type ${name}`)
  }
  const type = checker.typeToTypeNode(
    checker.getDeclaredTypeOfSymbol(symbol),
    undefined,
    NodeBuilderFlags.InTypeAlias | NodeBuilderFlags.NoTruncation,
  )
  if (type === undefined) throw new Error(`[generate] ${name} of ${file} is no type`)
  const text = createPrinter().printNode(EmitHint.Unspecified, type, source)
  return `type ${name} = ${text}`
}
