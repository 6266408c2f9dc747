// Every page of the product: the router's own list, with a real address for each whose path names something, and who goes there.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { phoneOf } from './neighbours.ts'

const root = join(import.meta.dirname, '..')

/** `path: '/requests/:requestId'` as the tables of pages say it; the tabs that follow the phone's table are no pages. */
const pathsIn = (file: string): string[] =>
  [...(readFileSync(join(root, file), 'utf8').split('export const phoneTabs')[0] ?? '').matchAll(/path: '(\/[^']*)'/g)]
    .map(([, path]) => path ?? '')
    .filter((path) => path !== '')

/** Who goes there. A page that stands nowhere here is the resident's, or at the desk the community lead's. */
const visitors = {
  stranger: [
    '/sign-in',
    '/in',
    '/setup',
    '/d/:code',
    '/b/:code',
    '/statement/:month',
    '/r/:key',
    '/m/:key',
    '/verify',
    '/verify/:number/:code',
    '/stars',
  ],
  volunteer: [
    '/help',
    '/help/week',
    '/help/requests/:requestId',
    '/offers/:offerId',
    '/visits',
    '/visits/:visitId',
    '/me/records',
    '/me/certificates',
    '/me/stars',
    '/training',
    '/training/sessions/:sessionId',
    '/training/:courseId/quiz',
    '/accident',
    '/me/allowances',
    '/accidents/:accidentId',
    '/me/volunteer',
    '/me/badge',
  ],
  gridWorker: ['/me/shifts', '/rounds', '/redeem'],
  admin: ['/desk/audit', '/desk/accounts', '/desk/deliveries'],
} as const

/** Also as they stand behind a press. */
const more: Readonly<Record<string, readonly string[]>> = {
  '/ask': ['/ask?all=1'],
  '/ask/details': ['/ask/details?service=plumbing'],
  '/desk/incidents': ['/desk/incidents?show=closed'],
  '/desk/calls': ['/desk/calls?show=log', '/desk/calls?show=figures'],
  '/desk/protection': [
    '/desk/protection?show=policies',
    '/desk/protection?show=allowances',
    '/desk/protection?show=accidents',
  ],
  '/desk/call-backs': ['/desk/call-backs?show=rights', '/desk/call-backs?show=checks'],
  '/desk/figures/cases': ['/desk/figures/cases?case=satisfied'],
  '/desk/records': ['/desk/records?show=stars'],
  '/desk/rewards': ['/desk/rewards?show=orders', '/desk/rewards?show=clashes'],
  '/desk/training': ['/desk/training?show=courses', '/desk/training?show=gaps'],
  '/desk/what-if': ['/desk/what-if?tab=add'],
}

export type Visitor = keyof typeof visitors | 'resident' | 'lead'
export const whoGoes = (path: string): Visitor => {
  const named = Object.entries(visitors).find(([, paths]) => (paths as readonly string[]).includes(path))?.[0]
  return (named as Visitor | undefined) ?? (path.startsWith('/desk/') ? 'lead' : 'resident')
}

export const everyPath = (): readonly string[] =>
  [
    'web/routes/phone-pages.ts',
    'web/routes/desk-pages.ts',
    ...globSync('server/modules/*/*-page.ts', { cwd: root }),
  ].flatMap(pathsIn)

export const addressesOf = (path: string, places: Readonly<Record<string, string>>): readonly string[] => {
  const place = path.includes(':') ? places[path] : path
  if (!place) throw new Error(`say in e2e/every-page.ts where one finds ${path}`)
  return [place, ...(more[path] ?? [])]
}

/** Somebody who speaks to the API alone: what only has to be there needs no browser. */
type Caller = {
  readonly get: <T>(path: string) => Promise<T>
  readonly post: <T>(path: string, body: object) => Promise<T>
}

const call = async (path: string, cookie: string, body?: object): Promise<Response> => {
  const url = `${process.env.E2E_URL}/api/v1${path}`
  const headers = { cookie, ...(body && { 'content-type': 'application/json', origin: new URL(url).origin }) }
  const reply = await fetch(url, body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers })
  if (!reply.ok) throw new Error(`${path} ${reply.status}: ${await reply.text()}`)
  return reply
}

type Account = { readonly username?: string; readonly password?: string; readonly totp?: string }
const keyOf = async (who: string): Promise<object> => {
  if (/^\d/.test(who)) {
    // another journey may have asked for a code of this phone a moment ago
    const ask = () => call('/auth/codes', '', { phone: who })
    const code = await ask().catch(() => sleep(6000).then(ask))
    return { phone: who, code: ((await code.json()) as { demoCode: string }).demoCode }
  }
  const { demoAccounts } = (await (await call('/installation', '')).json()) as { demoAccounts: Account[] }
  const { username, password, totp } = demoAccounts.find((one) => one.username === who) ?? {}
  return { username, password, ...(totp && { totp }) }
}

const caller = async (who: string): Promise<Caller> => {
  const session = await call('/auth/sessions', '', await keyOf(who))
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  return {
    get: async <T>(path: string) => (await (await call(path, cookie)).json()) as T,
    post: async <T>(path: string, body: object) => (await (await call(path, cookie, body)).json()) as T,
  }
}

type One = { readonly id: string }
type Some<T = One> = { readonly items: readonly T[] }
const tomorrow = (hour: number) => {
  const day = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10)
  return new Date(`${day}T${String(hour).padStart(2, '0')}:00:00+08:00`).toISOString()
}

/** The first of a list, or a new one: a worker that starts anew after a fault finds what the one before it made. */
const oneOr = async (who: Caller, list: string, path: string, body: object): Promise<One> =>
  (await who.get<Some>(list)).items[0] ?? (await who.post<One>(path, body))

const ofResident = async (resident: Caller) => {
  const open = await oneOr(
    resident,
    '/requests?mine=true&serviceCode=plumbing&state=reported,dispatching',
    '/requests',
    {
      serviceCode: 'plumbing',
      description: '水龙头滴水',
    },
  )
  const rewards = await resident.get<Some<One & { kind: string }>>('/rewards')
  const rewardId = rewards.items.find(({ kind }) => kind === 'goods')?.id
  const order = await oneOr(resident, '/reward-orders?state=open', `/rewards/${rewardId}/orders`, {})
  const window = { from: tomorrow(9), to: tomorrow(11) }
  const weekly = { serviceCode: 'housework', window, repeat: { every: 'week' } }
  await oneOr(resident, '/series?mine=true', '/requests', weekly)
  const series = await resident.get<Some>('/series?mine=true')
  await resident.post('/me/rights', { kind: 'view' }).catch(() => undefined) // asked already by a run before
  const rights = await resident.get<Some>('/me/rights')
  return {
    '/requests/:requestId': `/requests/${open.id}`,
    '/help/requests/:requestId': `/help/requests/${open.id}`,
    '/desk/requests/:requestId': `/desk/requests/${open.id}`,
    '/series/:seriesId': `/series/${series.items[0]?.id}`,
    '/me/rights/:rightId': `/me/rights/${rights.items[0]?.id}`,
    '/shop/:rewardId': `/shop/${rewardId}`,
    '/me/orders/:orderId': `/me/orders/${order.id}`,
    '/ask/details/:part': '/ask/details/place?service=plumbing',
    '/statement/:month': `/statement/${new Date().toISOString().slice(0, 7)}`,
  }
}

const claimOne = async (volunteer: Caller, resident: Caller): Promise<string> => {
  const asked = await resident.post<One>('/requests', { serviceCode: 'plumbing', description: '下水慢' })
  const state = async () => (await resident.get<{ state: string }>(`/requests/${asked.id}`)).state
  for (let tries = 0; tries < 40 && (await state()) === 'reported'; tries++) await sleep(250)
  return (await volunteer.post<{ visitId: string }>(`/requests/${asked.id}/claim`, {})).visitId
}

const ofVolunteer = async (volunteer: Caller, resident: Caller) => {
  const visit = (await volunteer.get<Some>('/visits?mine=true&state=open')).items[0]
  const visitId = visit?.id ?? (await claimOne(volunteer, resident))
  const { code } = await volunteer.get<{ code: string }>('/me/badge')
  const { items } = await volunteer.get<Some<{ unitAreaId: string }>>('/certificates/units')
  const { verifyUrl } = await volunteer.post<{ verifyUrl: string }>('/certificates', {
    unitAreaId: items[0]?.unitAreaId,
  })
  const { asked: offers } = await volunteer.get<{ asked: One[] }>('/offers')
  const mine = await volunteer.get<One>('/me/volunteer')
  const fall = { happenedAt: new Date().toISOString(), place: '楼梯口', hurt: 'me', what: '滑了一下' }
  const accident = await oneOr(volunteer, '/accidents?mine=true', '/accidents', fall)
  return {
    '/visits/:visitId': `/visits/${visitId}`,
    '/offers/:offerId': `/offers/${offers[0]?.id}`,
    '/verify/:number/:code': new URL(verifyUrl).pathname,
    '/b/:code': `/b/${code}`,
    '/accidents/:accidentId': `/accidents/${accident.id}`,
    '/guardian/:volunteerId': `/guardian/${mine.id}`,
  }
}

const ofTraining = async (lead: Caller, areaId: string) => {
  const shape = { code: 'first-look', zh: '看页面', level: 'basic', minutes: 60, issuer: '新竹社区' }
  const course = await oneOr(lead, '/courses', '/courses', { ...shape, questions: 0, passPercent: 80 })
  const session = { courseId: course.id, areaId, place: '二楼教室', startsAt: tomorrow(15), seats: 5 }
  const { id } = await oneOr(lead, '/training-sessions', '/training-sessions', session)
  return {
    '/training/sessions/:sessionId': `/training/sessions/${id}`,
    '/training/:courseId/quiz': `/training/${course.id}/quiz`,
    // nobody of the small demo has the hours of a star: what is seen is a notice that has ended
    '/star-notices/:starId': `/star-notices/${course.id}`,
  }
}

type Walker = { readonly personId: string; readonly from: string; readonly to: string }

const ofCommunity = async (lead: Caller) => {
  const { items } = await lead.get<Some>('/people?limit=1')
  const { roles } = await lead.get<{ roles: { role: string; areaId: string }[] }>('/me')
  const areaId = roles.find(({ role }) => role === 'community_lead')?.areaId ?? ''
  const day = tomorrow(9).slice(0, 10)
  const choices = await lead.get<{ walkers: Walker[] }>(`/rounds/choices?areaId=${areaId}&day=${day}`)
  const walkers = choices.walkers.slice(0, 1).map(({ personId, from, to }) => ({ personId, from, to, breakMinutes: 0 }))
  const round = { areaId, day, name: '看页面', picks: [{ kind: 'monthly', count: 3 }], walkers }
  return {
    ...(await ofTraining(lead, areaId)),
    '/desk/people/:personId': `/desk/people/${items[0]?.id}`,
    '/desk/rounds/:roundId': `/desk/rounds/${(await lead.post<One>('/rounds', round)).id}`,
  }
}

/** A request, a visit, a series, a round, a certificate that are really there, for the pages whose path names one. */
export const findPlaces = async (): Promise<Readonly<Record<string, string>>> => {
  const [resident, volunteer, lead] = await Promise.all([caller(phoneOf.wang), caller(phoneOf.lu), caller('liangbin')])
  return {
    // the code of a door stands on paper only: what is seen here is a card that opens nothing any more
    '/d/:code': '/d/0123456789abcdef',
    // the open link of the demo
    '/r/:key': '/r/demo-rate-a-help',
    '/m/:key': '/m/0123456789abcdef',
    ...(await ofResident(resident)),
    ...(await ofVolunteer(volunteer, resident)),
    ...(await ofCommunity(lead)),
  }
}
