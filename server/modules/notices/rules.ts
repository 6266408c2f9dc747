// What a stored message says to its reader, how it looks as an SMS, and how long and how often sending is tried.
import type { Locale, Words } from '@linbang/contract/values'
import { addMinutes } from '../../kit/time.ts'
import { type Given, type Kind, sayIn, type Written } from './say.ts'
import { kindOf } from './text.ts'

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** What notify was given, as it comes back from the database: moments are Date again. */
const revived = (stored: unknown): Given =>
  Object.fromEntries(
    Object.entries(stored as Record<string, unknown>).map(([name, value]) => [
      name,
      typeof value === 'string' && moment.test(value) ? new Date(value) : (value as string | number | Words | null),
    ]),
  )

export type StoredNotice = {
  readonly kind: string
  readonly params: unknown
  readonly subjectId: string
  readonly createdAt: Date
}

const gone: Record<'zh' | 'en', Written> = {
  zh: ['以前的消息', '这条消息已经看不到内容了。'],
  en: ['An older message', 'What it said can no longer be shown.'],
}

export type Shown = {
  readonly title: string
  readonly text: string
  readonly link: string | null
}

/** May be answered with 1 or 0. */
export const takesAnswers = ({ kind }: { readonly kind: string }): boolean => kindOf(kind)?.answers === true

/** The address by which it is answered without signing in, if it is such a message. */
export const answersAt = ({ kind }: { readonly kind: string }): `/${string}` | null => kindOf(kind)?.answersAt ?? null

/** Goes to an address before it is confirmed: it asks whether it is the person's own. */
export const goesBefore = ({ kind }: { readonly kind: string }): boolean => kindOf(kind)?.only !== undefined

/** A row of an older version may lack what the words need now; it must not take the whole list with it. */
const written = (
  known: Kind<Given> | undefined,
  notice: StoredNotice,
  locale: Locale,
  timeZone: string,
  now: Date,
): Written => {
  const language = locale === 'en' ? 'en' : 'zh'
  try {
    return known?.[language](revived(notice.params), sayIn(locale, timeZone, now)) ?? gone[language]
  } catch {
    return gone[language]
  }
}

/** The message for this reader at this moment; a kind that is no longer written says so. */
export const shown = (notice: StoredNotice, locale: Locale, timeZone: string, now: Date): Shown => {
  const known = kindOf(notice.kind)
  const [title, text] = written(known, notice, locale, timeZone, now)
  return { title, text, link: known?.link?.replace(':id', notice.subjectId) ?? null }
}

export type SmsParts = {
  readonly operator: Words
  readonly shown: Shown
  readonly locale: Locale
  readonly address: string | null
  /** The hint that 1 and 0 are answers. */
  readonly answers?: boolean
}

/** Whose it is, title, text, and where to open it. */
export const smsText = ({ operator, shown: { title, text }, locale, address, answers }: SmsParts): string => {
  const zh = locale !== 'en'
  const said = answers ? `${text}${zh ? '回1接，回0不接。' : ' Reply 1 yes, 0 no.'}` : text
  const words = zh ? `【${operator.zh}】${title}：${said}` : `[${operator.en || operator.zh}] ${title}: ${said}`
  return address === null ? words : `${words} ${address}`
}

/** Minutes between tries; after the last the message has failed. */
const waits = [0.5, 2, 10, 30, 60, 120]

/** When to try again after so many tries, or null: enough. */
export const nextTry = (tries: number, now: Date): Date | null => {
  const wait = waits[tries - 1]
  return wait === undefined ? null : addMinutes(now, wait)
}

const usuallyLasts = 720

/** An SMS that comes too late misleads: from then on it is not sent. `dueAt` is when it was first meant to leave. */
export const lastsUntil = (notice: StoredNotice, dueAt: Date): Date => {
  const known = kindOf(notice.kind)
  const named = known?.until?.(revived(notice.params))
  return named ?? addMinutes(dueAt, known?.lasts ?? usuallyLasts)
}
