// The one error a caller is meant to see. Anything else that is thrown is a bug and answers 500.
import { type ErrorCode, errorStatus } from '@linbang/contract/errors'

export type Issue = { readonly path: string; readonly message: string }

export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ErrorCode
  readonly detail: string | undefined
  readonly issues: readonly Issue[]
  /** Seconds; travels as Retry-After. */
  readonly retryAfter: number | undefined

  constructor(code: ErrorCode, more: { detail?: string; issues?: readonly Issue[]; retryAfter?: number } = {}) {
    super(more.detail ? `${code}: ${more.detail}` : code)
    this.code = code
    this.detail = more.detail
    this.issues = more.issues ?? []
    this.retryAfter = more.retryAfter
  }

  get status(): number {
    return errorStatus[this.code]
  }
}

/** Throws the refusal unless the condition holds. `detail` is read by people: no ids, no personal data of others. */
export function ensure(condition: unknown, code: ErrorCode, detail?: string): asserts condition {
  if (!condition) throw new Refusal(code, detail === undefined ? {} : { detail })
}

/** The row, or the refusal: `found(await requestById(ctx, id))`. "Not yours" answers the same. */
export const found = <T>(row: T | null | undefined, code: ErrorCode = 'not_found'): T => {
  if (row === null || row === undefined) throw new Refusal(code)
  return row
}

const constraintOf = (error: unknown): string | undefined =>
  error instanceof Error && 'constraint' in error && typeof error.constraint === 'string' ? error.constraint : undefined

/** Turns the database's own refusal into ours: the name of the constraint that failed → code. */
export const refusedAs = async <T>(statement: Promise<T>, codes: Readonly<Record<string, ErrorCode>>): Promise<T> => {
  try {
    return await statement
  } catch (error) {
    const code = codes[constraintOf(error) ?? '']
    if (code) throw new Refusal(code)
    throw error
  }
}
