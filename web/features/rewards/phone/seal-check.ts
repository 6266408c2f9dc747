// Is it sealed with this key? Ed25519 in JavaScript: old phones' browsers do not have it built in.
import { verifyAsync } from '@noble/ed25519'

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
/** A public key in DER ends with its 32 bytes. */
const keyLength = 32

export const sealHolds = async (publicKey: string, claim: string, signature: string): Promise<boolean> => {
  try {
    const key = bytesOf(publicKey).slice(-keyLength)
    return await verifyAsync(bytesOf(signature), new TextEncoder().encode(claim), key)
  } catch {
    return false
  }
}
