// Web Push: off until PUSH_CONTACT is set; then this installation's own VAPID keys, kept beside the data keys.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import type { Agent } from 'node:https'
import { join } from 'node:path'
import webPush from 'web-push'
import * as z from 'zod/mini'
import type { Kit } from './kit.ts'

const Keys = z.object({ publicKey: z.string(), privateKey: z.string() })
type Keys = z.infer<typeof Keys>

export type PushTarget = { readonly endpoint: string; readonly p256dh: string; readonly auth: string }
export type PushMessage = {
  readonly text: string
  readonly urgent: boolean
  readonly topic: string
  readonly lastsSeconds: number
}
/** `gone`: the browser has unsubscribed, forget the target. */
export type PushOutcome =
  | { readonly state: 'accepted' | 'gone' }
  | { readonly state: 'later' | 'refused'; readonly reason: string }

export type Push = {
  readonly publicKey: string
  /** An address a browser of one of the known push services gave; anything else would let people make us call our own network. */
  readonly isService: (endpoint: string) => boolean
  readonly send: (target: PushTarget, message: PushMessage) => Promise<PushOutcome>
}

/** The services of Chrome, Firefox, Safari and Edge. */
const services = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com']

type PushOptions = {
  readonly contact: string
  readonly keys: Keys
  readonly hosts?: readonly string[]
  readonly agent?: Agent
}

export const openPush = ({ contact, keys, hosts = services, agent }: PushOptions): Push => ({
  publicKey: keys.publicKey,
  isService: (endpoint) => {
    if (!URL.canParse(endpoint)) return false
    const { protocol, hostname } = new URL(endpoint)
    return protocol === 'https:' && hosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  },
  send: async ({ endpoint, p256dh, auth }, { text, urgent, topic, lastsSeconds }) => {
    try {
      await webPush.sendNotification({ endpoint, keys: { p256dh, auth } }, text, {
        vapidDetails: { subject: contact, ...keys },
        contentEncoding: 'aes128gcm',
        TTL: lastsSeconds,
        urgency: urgent ? 'high' : 'normal',
        topic,
        timeout: 10_000,
        ...(agent && { agent }),
      })
      return { state: 'accepted' }
    } catch (error) {
      return outcomeOf(error)
    }
  },
})

const outcomeOf = (error: unknown): PushOutcome => {
  if (!(error instanceof webPush.WebPushError)) return { state: 'later', reason: 'no answer' }
  const { statusCode } = error
  if (statusCode === 404 || statusCode === 410) return { state: 'gone' }
  return {
    state: statusCode >= 500 || statusCode === 429 ? 'later' : 'refused',
    reason: `the push service answered ${statusCode}`,
  }
}

const readKeys = async (dataDir: string): Promise<Keys> => {
  const folder = join(dataDir, 'keys')
  const file = join(folder, 'push.json')
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (text !== undefined) return Keys.parse(JSON.parse(text))
  const keys = webPush.generateVAPIDKeys()
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}.new`
  await writeFile(draft, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 })
  await rename(draft, file)
  return keys
}

const opened = new WeakMap<Kit, Promise<Push | undefined>>()

const open = async ({ config }: Kit): Promise<Push | undefined> =>
  config.pushContact === undefined
    ? undefined
    : openPush({ contact: config.pushContact, keys: await readKeys(config.dataDir) })

/** Undefined while push is off. */
export const pushOf = (kit: Kit): Promise<Push | undefined> => {
  const known = opened.get(kit)
  if (known) return known
  const made = open(kit)
  opened.set(kit, made)
  made.catch(() => opened.delete(kit))
  return made
}

/** From now on this process pushes through the given way. */
export const usePush = (kit: Kit, push: Push): void => void opened.set(kit, Promise.resolve(push))
