import {createPrivateKey, createPublicKey, sign, verify, type KeyObject} from 'node:crypto'

/** Ed25519 signature of the manifest: proves that a copy's bytes are those that were published. */

/** @throws {Error} when it is not an Ed25519 key in PEM form. */
function readKey(privateKey: string): KeyObject {
  const key = createPrivateKey(privateKey)
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error('FORAMEN_SIGNING_KEY is not an Ed25519 private key in PEM form')
  }
  return key
}

/** Base64 on one line, so that it can be read and pasted. */
export function signatureOf(manifest: Uint8Array, privateKey: string): string {
  return `${sign(null, manifest, readKey(privateKey)).toString('base64')}\n`
}

/** PEM of the public key that belongs to a private one. */
export function publicKeyOf(privateKey: string): string {
  return createPublicKey(readKey(privateKey)).export({type: 'spki', format: 'pem'}).toString()
}

export function isSigned(manifest: Uint8Array, signature: string, publicKey: string): boolean {
  return verify(null, manifest, createPublicKey(publicKey), Buffer.from(signature.trim(), 'base64'))
}
