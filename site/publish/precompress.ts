import {mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {fileURLToPath} from 'node:url'
import {promisify} from 'node:util'
import {
  brotliCompress,
  brotliDecompress,
  constants,
  gunzip,
  gzip,
  type BrotliOptions,
  type ZlibOptions,
} from 'node:zlib'
import {sha256} from '../content/json.ts'

/**
 * Precompressed variants of a publication's files, for hosts that serve a file's `.br` or `.gz` in
 * its place. The smallest forms take seconds to make, so each is kept by the digest of what it was
 * made from: a publish compresses what changed.
 */

type Bytes = Uint8Array<ArrayBufferLike>

interface Encoding {
  /** As in `Content-Encoding`. */
  readonly name: 'br' | 'gzip'
  readonly ending: '.br' | '.gz'
  encode(bytes: Bytes): Promise<Bytes>
  decode(bytes: Bytes): Promise<Bytes>
}

const brotliOptions = (size: number): BrotliOptions => ({
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: size,
  },
})
const gzipOptions: ZlibOptions = {level: constants.Z_BEST_COMPRESSION}

const brotliAsync = promisify<Bytes, BrotliOptions, Buffer>(brotliCompress)
const gzipAsync = promisify<Bytes, ZlibOptions, Buffer>(gzip)
const brotliBack = promisify<Bytes, Buffer>(brotliDecompress)
const gzipBack = promisify<Bytes, Buffer>(gunzip)

/** By preference: smallest first. */
export const ENCODINGS: readonly Encoding[] = [
  {
    name: 'br',
    ending: '.br',
    encode: (bytes) => brotliAsync(bytes, brotliOptions(bytes.length)),
    decode: (bytes) => brotliBack(bytes),
  },
  {
    name: 'gzip',
    ending: '.gz',
    encode: (bytes) => gzipAsync(bytes, gzipOptions),
    decode: (bytes) => gzipBack(bytes),
  },
]

/** Texts; pictures are compressed already. */
const COMPRESSIBLE = /\.(?:html|json|ndjson|xml|css|js|svg|txt)$/
/** Below one network packet nothing is won. */
const MIN_BYTES = 1000
const KEPT_DAYS = 30
const DAY_MS = 86_400_000
const PARALLEL = 8

/** Another release of the libraries may compress to other bytes. */
const CACHE = fileURLToPath(
  new URL(
    `../../.foramen/precompressed/${process.versions.brotli}-${process.versions.zlib}/`,
    import.meta.url,
  ),
)

/**
 * @param files by path
 * @param cache folder that keeps variants by the digest of their content
 * @returns variants by path, where they are smaller than the file
 */
export async function precompressed(
  files: ReadonlyMap<string, Uint8Array>,
  cache = CACHE,
): Promise<Map<string, Uint8Array>> {
  await mkdir(cache, {recursive: true})
  const texts = [...files]
    .filter(([path, bytes]) => COMPRESSIBLE.test(path) && bytes.length >= MIN_BYTES)
    .map(([path, bytes]) => ({path, bytes, digest: sha256(bytes)}))
  // Several paths may have the same content.
  const contents = new Map(texts.map(({digest, bytes}) => [digest, bytes]))
  const jobs = [...contents].flatMap(([digest, bytes]) =>
    ENCODINGS.map((encoding) => ({bytes, encoding, key: digest + encoding.ending})),
  )
  const made = new Map<string, Uint8Array>()
  await Promise.all(
    Array.from({length: PARALLEL}, async () => {
      for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
        const {bytes, encoding, key} = job
        made.set(key, await cachedVariant(join(cache, key), bytes, encoding))
      }
    }),
  )
  await prune(cache, made)
  return new Map(
    texts.flatMap(({path, bytes, digest}) =>
      ENCODINGS.flatMap(({ending}) => {
        const variant = made.get(digest + ending)
        return variant === undefined || variant.length >= bytes.length
          ? []
          : [[path + ending, variant] as const]
      }),
    ),
  )
}

async function cachedVariant(file: string, bytes: Bytes, encoding: Encoding): Promise<Bytes> {
  const known = await readFile(file).catch(() => null)
  if (known !== null && (await isVariantOf(known, bytes, encoding))) return known
  const made = await encoding.encode(bytes)
  // Renamed when whole: two publishers may write the same one.
  const part = `${file}.${process.pid}.part`
  await writeFile(part, made)
  await rename(part, file)
  return made
}

/** Whether a variant decodes to exactly these bytes. */
export async function isVariantOf(variant: Bytes, bytes: Bytes, {decode}: Encoding) {
  const decoded = await decode(variant).catch(() => null)
  return decoded !== null && Buffer.from(bytes).equals(decoded)
}

/** Forgets what no publication has used for a while. */
async function prune(cache: string, used: ReadonlyMap<string, unknown>): Promise<void> {
  for (const name of await readdir(cache)) {
    if (used.has(name)) continue
    const file = join(cache, name)
    const age = await stat(file).then(
      ({mtimeMs}) => Date.now() - mtimeMs,
      () => 0,
    )
    if (age > KEPT_DAYS * DAY_MS) await rm(file, {force: true})
  }
}
