// A visit with what is still on the phone added to it, so that work goes on without a line. Pure.
import type { Visit } from '@linbang/contract/visits'
import type { Kept } from '../../../kit/offline.ts'

type Given = { readonly params?: { readonly visitId?: string }; readonly body?: Readonly<Record<string, unknown>> }

const nothing: Visit['can'] = {
  setOut: false,
  checkIn: false,
  finish: false,
  sign: false,
  drop: false,
  needHelp: false,
  noShow: false,
  amend: false,
}

const acts: Readonly<Record<string, (visit: Visit, body: NonNullable<Given['body']>, at: Date) => Visit>> = {
  '/visits/:visitId/set-out': (visit) => ({
    ...visit,
    me: visit.me && { ...visit.me, state: 'set_out' },
    can: { ...nothing, setOut: true, checkIn: true, drop: true, needHelp: true },
  }),
  '/visits/:visitId/check-in': (visit, body, at) => ({
    ...visit,
    me: visit.me && {
      ...visit.me,
      state: 'on_site',
      checkedInAt: at,
      proof: body['place'] ? 'place' : body['scan'] || body['doorCode'] ? 'door_card' : 'none',
    },
    can: { ...nothing, finish: true, needHelp: true },
  }),
  '/visits/:visitId/finish': (visit, body, at) => ({
    ...visit,
    work: String(body['work'] ?? ''),
    parts: (body['parts'] as Visit['parts'] | undefined) ?? visit.parts,
    feeCents: Number(body['feeCents'] ?? 0),
    me: visit.me && { ...visit.me, state: 'finished', finishedAt: at },
    can: { ...nothing, sign: true, needHelp: true },
  }),
  '/visits/:visitId/sign': (visit) => ({ ...visit, me: visit.me && { ...visit.me, state: 'signed' }, can: nothing }),
  '/visits/:visitId/drop': (visit) => ({ ...visit, me: visit.me && { ...visit.me, state: 'dropped' }, can: nothing }),
}

/** What the server refused no longer counts. */
export const withKept = (visit: Visit, kept: readonly Kept[]): Visit =>
  kept.reduce((shown, { path, given, occurredAt, refused }) => {
    const { params, body = {} } = given as Given
    if (refused || params?.visitId !== visit.id) return shown
    return acts[path]?.(shown, body, occurredAt) ?? shown
  }, visit)

export const waits = (visitId: string, kept: readonly Kept[]): boolean =>
  kept.some(({ given, refused }) => !refused && (given as Given).params?.visitId === visitId)
