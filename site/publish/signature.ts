import {createPrivateKey, createPublicKey, sign, verify, type KeyObject} from 'node:crypto'
import {UsageError} from '../content/index.ts'

/** Ed25519 signatures of the manifest and of its timestamp: prove origin and age of a copy. */

/** @throws {UsageError} when it is not an Ed25519 private key in PEM form. */
export function refuseOtherKeys(privateKey: string): void {
  readKey(privateKey)
}

function readKey(privateKey: string): KeyObject {
  let key: KeyObject | null = null
  try {
    key = createPrivateKey(privateKey)
  } catch {
    // Said below; the cause might quote the key.
  }
  if (key?.asymmetricKeyType === 'ed25519') return key
  throw new UsageError(
    'FORAMEN_SIGNING_KEY is not an Ed25519 private key in PEM form — make one with "openssl genpkey -algorithm ed25519", or leave it unset to publish unsigned',
  )
}

/** Base64 on one line, so that it can be read and pasted. */
export function signatureOf(bytes: Uint8Array, privateKey: string): string {
  return `${sign(null, bytes, readKey(privateKey)).toString('base64')}\n`
}

/** PEM of the public key that belongs to a private one. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(readKey(privateKey)).export({type: 'spki', format: 'pem'}).toString()
}

export function isSigned(bytes: Uint8Array, signature: string, publicKey: string): boolean {
  return verify(null, bytes, createPublicKey(publicKey), Buffer.from(signature.trim(), 'base64'))
}
