// What went wrong, as people and programs can use it: a problem the server named, or no connection.

export type Issue = { readonly path: readonly (string | number)[] | string; readonly message: string }
type Problem = { code?: string; title?: string; detail?: string; issues?: Issue[]; requestId?: string }

/** The answer was no. `message` is a sentence in the reader's language, `code` the server's name for it. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: string
  readonly status: number
  readonly issues: readonly Issue[]
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(status: number, problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title ?? '')
    this.status = status
    this.code = problem.code ?? 'web.unknown'
    this.issues = problem.issues ?? []
    this.requestId = problem.requestId
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** Nothing reached the server, or nothing came back: trying again later may help. */
  get offline(): boolean {
    return this.status === 0
  }

  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502
  }
}

export const offlineCode = 'web.offline'

export const refusedFrom = async (answer: Response): Promise<Refused> => {
  const seconds = Number(answer.headers.get('retry-after')) || undefined
  const type = answer.headers.get('content-type') ?? ''
  const problem = type.includes('json') ? ((await answer.json().catch(() => ({}))) as Problem) : {}
  return new Refused(
    answer.status,
    { requestId: answer.headers.get('x-request-id') ?? undefined, ...problem } as Problem,
    seconds,
  )
}
