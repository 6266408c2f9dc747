// The keys certificates are sealed with: made when first needed, the newest seals, the public halves lie open.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/certificates'
import { type Context, inTransaction } from '../../kit/context.ts'
import { found } from '../../kit/errors.ts'
import { newId } from '../../kit/ids.ts'
import { holdsFor, newSealKeys, signText } from '../../kit/seal.ts'
import { holdKeys, insertSealKey, type SealKey, sealKeys } from './certificate-queries.ts'

const field = 'seal_key.private'

export type OpenKey = { readonly id: string; readonly publicKey: string; readonly privateKey: string }

const opened = ({ kit, tenantId }: Context, { id, publicKey, privateSealed }: SealKey): OpenKey => ({
  id,
  publicKey,
  privateKey: kit.vault.open(tenantId, field, privateSealed),
})

/** The key that seals now. Two who need the first one at once make one. */
export const sealingKey = (ctx: Context): Promise<OpenKey> =>
  inTransaction(ctx, async (ctx) => {
    const known = (await sealKeys(ctx)).at(-1)
    if (known) return opened(ctx, known)
    await holdKeys(ctx)
    const meanwhile = (await sealKeys(ctx)).at(-1)
    if (meanwhile) return opened(ctx, meanwhile)
    const { publicKey, privateKey } = newSealKeys()
    const privateSealed = ctx.kit.vault.seal(ctx.tenantId, field, privateKey)
    await insertSealKey(ctx, { id: newId(), publicKey, privateSealed })
    return opened(ctx, found((await sealKeys(ctx)).at(-1)))
  })

export const keyWith = async (ctx: Context, id: string): Promise<OpenKey> =>
  opened(ctx, found((await sealKeys(ctx)).find((one) => one.id === id)))

export const signed = (key: OpenKey, content: string): string => signText(key.privateKey, content)

/** Has the row in the database been touched since it was issued? */
export const contentHolds = async (
  ctx: Context,
  keyId: string,
  content: string,
  signature: string,
): Promise<boolean> => {
  const key = (await sealKeys(ctx)).find((one) => one.id === keyId)
  return key !== undefined && holdsFor(key.publicKey, content, signature)
}

export const publicKeys = async (ctx: Context): Promise<Output<typeof contract.getSealKeys>> => ({
  keys: (await sealKeys(ctx)).map(({ id, publicKey, madeAt }) => ({ id, publicKey, madeAt, algorithm: 'Ed25519' })),
})

const fileOf = (dataDir: string) => join(dataDir, 'keys', 'certificate-keys.json')

/** Beside the data keys, so that `npm run verify` on this machine needs neither network nor database. */
export const layOutKeys = async (ctx: Context): Promise<void> => {
  const { dataDir } = ctx.kit.config
  const text = `${JSON.stringify(await publicKeys(ctx), null, 2)}\n`
  if ((await readFile(fileOf(dataDir), 'utf8').catch(() => '')) === text) return
  await mkdir(join(dataDir, 'keys'), { recursive: true, mode: 0o700 })
  const draft = `${fileOf(dataDir)}.${newId()}`
  await writeFile(draft, text, { mode: 0o600 })
  await rename(draft, fileOf(dataDir))
}
