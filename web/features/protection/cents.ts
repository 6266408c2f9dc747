// Money as people write it, 12.5 or 12.50, in whole cents; undefined where it is no amount.
export const centsOf = (written: unknown): number | undefined => {
  const [, yuan, cents = ''] = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(String(written ?? '').trim()) ?? []
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
}
