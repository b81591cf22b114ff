/**
 * @module
 * Where Node keeps the lake's compiled modules between starts: a restart must be quick.
 */
import {join} from 'node:path'

/** The cache folder: the one that is already in use, or one beside the data. */
export function compileCacheOf(dataDir: string): string {
  return process.env['NODE_COMPILE_CACHE'] ?? join(dataDir, 'cache')
}
