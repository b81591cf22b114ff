import {execFile} from 'node:child_process'
import {createReadStream} from 'node:fs'
import {mkdtemp, writeFile} from 'node:fs/promises'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {pipeline} from 'node:stream/promises'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {createGunzip} from 'node:zlib'
import {unpackTar} from 'modern-tar/fs'
import {
  createProgram,
  flattenDiagnosticMessageText,
  getPreEmitDiagnostics,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  type CompilerOptions,
} from 'typescript'

export const ROOT = fileURLToPath(new URL('../', import.meta.url))

/**
 * A site that has installed the package as npm packs it, without the packages that it depends on.
 * @returns its folder, which the caller removes
 */
export async function siteWithPackage(): Promise<string> {
  const site = await mkdtemp(join(tmpdir(), 'foramen-site-'))
  const {stdout} = await promisify(execFile)(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', site],
    {cwd: ROOT, maxBuffer: 2 ** 24},
  )
  const [packed]: {filename: string}[] = JSON.parse(stdout)
  if (packed === undefined) throw new Error(`npm packed nothing: ${stdout}`)
  await pipeline(
    createReadStream(join(site, packed.filename)),
    createGunzip(),
    unpackTar(join(site, 'node_modules', 'foramen'), {strip: 1}),
  )
  await writeFile(join(site, 'package.json'), JSON.stringify({name: 'clinic', type: 'module'}))
  return site
}

/** How sites compile: with a bundler, or for Node. */
export const COMPILERS = [
  {module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler},
  {module: ModuleKind.NodeNext, moduleResolution: ModuleResolutionKind.NodeNext},
] satisfies CompilerOptions[]

/** What a strict compiler finds wrong with a file and with the types that it imports. */
export function faultsOf(file: string, how: CompilerOptions): string[] {
  const program = createProgram([file], {
    target: ScriptTarget.ES2022,
    strict: true,
    noEmit: true,
    // The linked packages belong to the site too.
    preserveSymlinks: true,
    types: [],
    ...how,
  })
  return getPreEmitDiagnostics(program).map(
    ({file: at, messageText}) =>
      `${at?.fileName}: ${flattenDiagnosticMessageText(messageText, '\n')}`,
  )
}
