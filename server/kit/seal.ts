// Ed25519 seals: over text, and over whole PDF files, whose seal stands behind their last line so that one file says it all.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import * as z from 'zod/mini'

/** Both as base64 of their DER form. */
export type SealKeys = { readonly publicKey: string; readonly privateKey: string }

export const newSealKeys = (): SealKeys => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  }
}

const privateFrom = (text: string): KeyObject =>
  createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
const publicFrom = (text: string): KeyObject =>
  createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })

export const signText = (privateKey: string, text: string): string =>
  sign(null, Buffer.from(text), privateFrom(privateKey)).toString('base64')

export const holdsFor = (publicKey: string, text: string, signature: string): boolean => {
  try {
    return verify(null, Buffer.from(text), publicFrom(publicKey), Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** To be read aloud or compared by eye: 7F2C 91AB … */
export const fingerprint = (publicKey: string): string =>
  (createHash('sha256').update(publicKey).digest('hex').slice(0, 32).toUpperCase().match(/.{4}/g) ?? []).join(' ')

const mark = '\n%LINBANG-SEAL-1 '

const Seal = z.object({
  number: z.string(),
  code: z.string(),
  keyId: z.string(),
  publicKey: z.string(),
  sha256: z.string(),
  signature: z.string(),
})
export type FileSeal = z.infer<typeof Seal>
type Claim = Pick<FileSeal, 'number' | 'code' | 'keyId' | 'publicKey'>

const sealedText = ({ number, code, keyId, sha256 }: Omit<FileSeal, 'publicKey' | 'signature'>): string =>
  ['linbang-file-seal-1', number, code, keyId, sha256].join('\n')

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The file with its seal behind it. A comment after the end of a PDF is not shown and disturbs no reader. */
export const sealFile = (bytes: Buffer, claim: Claim, privateKey: string): Buffer => {
  const sha256 = hashOf(bytes)
  const signature = signText(privateKey, sealedText({ ...claim, sha256 }))
  const seal = Buffer.from(JSON.stringify({ ...claim, sha256, signature })).toString('base64url')
  return Buffer.concat([bytes, Buffer.from(`${mark}${seal}\n`)])
}

export type SealedFile =
  | { readonly state: 'whole'; readonly seal: FileSeal }
  | { readonly state: 'changed'; readonly seal: FileSeal }
  | { readonly state: 'unsealed' }

const readSeal = (text: string): FileSeal | undefined => {
  try {
    return Seal.parse(JSON.parse(Buffer.from(text.trim(), 'base64url').toString()))
  } catch {
    return undefined
  }
}

/** What the file says of itself, and whether a byte of it was changed since. Whose key it is, is another question. */
export const readSealedFile = (file: Buffer): SealedFile => {
  const at = file.lastIndexOf(mark)
  if (at < 0) return { state: 'unsealed' }
  const seal = readSeal(file.subarray(at + mark.length).toString('latin1'))
  if (!seal) return { state: 'unsealed' }
  const whole =
    hashOf(file.subarray(0, at)) === seal.sha256 && holdsFor(seal.publicKey, sealedText(seal), seal.signature)
  return { state: whole ? 'whole' : 'changed', seal }
}

/** How a revocation list names a certificate without telling that it exists. */
export const listedHash = (number: string, code: string): string => hashOf(Buffer.from(`${number}:${code}`))
