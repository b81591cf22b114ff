import {basename, dirname, resolve} from 'node:path'
import {
  createPrinter,
  createProgram,
  EmitHint,
  isExportDeclaration,
  isImportDeclaration,
  isSourceFile,
  isStringLiteral,
  ModuleKind,
  ModuleResolutionKind,
  NodeBuilderFlags,
  ScriptTarget,
  visitEachChild,
  type CompilerOptions,
  type Program,
  type Statement,
  type TransformerFactory,
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
 * @returns declaration files by name: of the module, of what its types import from its own folder,
 *   and `contract.d.ts` where they import from `contract`.
 * @throws {Error} when the types need anything else
 */
export function standaloneTypes(source: string, contract: string): Map<string, string> {
  const program = createProgram([source], OPTIONS)
  const files = new Map<string, string>()
  const written = new Map<string, string>()
  const rest = [source]
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const file = next
    const name = basename(file).replace(/\.ts$/, '.d.ts')
    if (files.has(name)) continue
    const text = declarationOf(program, file, (specifier, names) => {
      const target = resolve(dirname(file), specifier)
      if (target.startsWith(contract)) {
        for (const type of names) written.set(type, writtenOut(program, target, type))
        return './contract.js'
      }
      if (dirname(target) !== dirname(source)) {
        throw new Error(`[generate] the types of ${source} do not stand alone: ${specifier}`)
      }
      rest.push(target)
      return specifier.replace(/\.ts$/, '.js')
    })
    files.set(name, text)
  }
  if (written.size > 0) {
    const types = [...written].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text)
    files.set('contract.d.ts', types.join('\n\n'))
  }
  return files
}

/** Declarations of one file; `lead` says for each import, with the names it takes, where it leads. */
function declarationOf(
  program: Program,
  file: string,
  lead: (specifier: string, names: readonly string[]) => string,
): string {
  const redirect: TransformerFactory<Statement> =
    ({factory}) =>
    (node) => {
      if (isImportDeclaration(node) && isStringLiteral(node.moduleSpecifier)) {
        const bindings = node.importClause?.namedBindings
        const names =
          bindings !== undefined && 'elements' in bindings
            ? bindings.elements.map((one) => (one.propertyName ?? one.name).text)
            : []
        return factory.updateImportDeclaration(
          node,
          node.modifiers,
          node.importClause,
          factory.createStringLiteral(lead(node.moduleSpecifier.text, names)),
          node.attributes,
        )
      }
      if (
        isExportDeclaration(node) &&
        node.moduleSpecifier !== undefined &&
        isStringLiteral(node.moduleSpecifier)
      ) {
        return factory.updateExportDeclaration(
          node,
          node.modifiers,
          node.isTypeOnly,
          node.exportClause,
          factory.createStringLiteral(lead(node.moduleSpecifier.text, [])),
          node.attributes,
        )
      }
      return node
    }
  let text = ''
  program.emit(
    program.getSourceFile(file),
    (_name, declarations) => (text = declarations),
    undefined,
    true,
    {
      afterDeclarations: [
        (context) => (node) => {
          if (!isSourceFile(node)) return node
          const visit = redirect(context)
          return visitEachChild(node, (child) => visit(child as Statement), context)
        },
      ],
    },
  )
  if (text === '' || text.includes('import(')) {
    throw new Error(`[generate] the types of ${file} do not stand alone`)
  }
  return text
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
  return `export type ${name} = ${text}`
}
