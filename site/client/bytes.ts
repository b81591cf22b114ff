/**
 * SHA-256 in lower-case hex, as the manifest gives it.
 * @throws {Error} in a page without https, where browsers have no cryptography
 */
export async function sha256Hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  if (globalThis.crypto?.subtle === undefined) {
    throw new Error('[foramen] files can only be checked in pages with https')
  }
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  let hex = ''
  for (const byte of digest) hex += byte.toString(16).padStart(2, '0')
  return hex
}

/** Text that gives the same bytes again. */
export const exactText = (bytes: Uint8Array): string =>
  new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes)

/** One array with the bytes of all. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

const NEWLINE = 10

/** Cuts a stream into lines, each with its newline; what stands after the last one is no line. */
export class Lines {
  readonly #onLine: (line: Uint8Array<ArrayBuffer>) => Promise<void>
  #rest: Uint8Array[] = []

  constructor(onLine: (line: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.#onLine = onLine
  }

  async push(piece: Uint8Array): Promise<void> {
    let from = 0
    for (;;) {
      const at = piece.indexOf(NEWLINE, from)
      if (at === -1) break
      const line = joined([...this.#rest, piece.subarray(from, at + 1)])
      this.#rest = []
      from = at + 1
      await this.#onLine(line)
    }
    this.#rest.push(piece.subarray(from))
  }
}
