// What stands in the QR of a voucher that is shown to one shop: which, to whom, until when, and the seal over it. No I/O.

/** Without dashes: 32 signs of hex. */
export type VoucherClaim = {
  readonly orderId: string
  readonly rewardId: string
  readonly organisationId: string
  readonly until: Date
}
export type VoucherToken = VoucherClaim & { readonly claim: string; readonly signature: string }

const mark = 'LBV1'
const bare = (id: string) => id.replaceAll('-', '')
const dashed = (hex: string) => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** The text that is sealed. */
export const claimOf = ({ orderId, rewardId, organisationId, until }: VoucherClaim): string =>
  [mark, bare(orderId), bare(rewardId), bare(organisationId), Math.floor(until.getTime() / 1000)].join('.')

/** `signature` in base64; in a link it travels as base64url. */
export const tokenOf = (claim: string, signature: string): string =>
  `${claim}.${signature.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`

const shape = /^(LBV1\.([0-9a-f]{32})\.([0-9a-f]{32})\.([0-9a-f]{32})\.(\d{10}))\.([\w-]{86})$/

/** What the text says, whoever wrote it; null when it is no such text. */
export const readToken = (text: string): VoucherToken | null => {
  const [, claim, orderId, rewardId, organisationId, seconds, seal] = shape.exec(text) ?? []
  if (!claim || !orderId || !rewardId || !organisationId || !seconds || !seal) return null
  return {
    claim,
    orderId: dashed(orderId),
    rewardId: dashed(rewardId),
    organisationId: dashed(organisationId),
    until: new Date(Number(seconds) * 1000),
    signature: `${seal.replaceAll('-', '+').replaceAll('_', '/')}==`,
  }
}

/** What a camera has read: a voucher that is shown, a code to look up, or nothing of ours. */
export type Scanned = { readonly token: VoucherToken; readonly text: string } | { readonly code: string } | null
export const readScan = (text: string): Scanned => {
  const shown = /[?&]v=([\w.-]+)/.exec(text)?.[1] ?? text.trim()
  const token = readToken(shown)
  if (token) return { token, text: shown }
  const code = /(?:[?&]code=|^)(\d{8})$/.exec(text.trim())?.[1]
  return code ? { code } : null
}
