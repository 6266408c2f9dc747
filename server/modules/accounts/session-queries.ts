// SQL on the sessions of an account that signing in alone needs: when its standing changes, so does how long it lasts.
import { sql } from 'kysely'
import type { Context } from '../../kit/context.ts'
import { addMinutes } from '../../kit/time.ts'

/** Sessions last at most this long from now on; shorter ones stay as they are. */
export const shortenSessions = (
  { db, tenantId, now }: Context,
  accountId: string,
  minutes: number,
  secondFactor: boolean,
) =>
  db
    .updateTable('session')
    .set({ lastsMinutes: minutes, expiresAt: sql<Date>`least(expires_at, ${addMinutes(now, minutes)})` })
    .where('tenantId', '=', tenantId)
    .where('accountId', '=', accountId)
    .where('secondFactor', '=', secondFactor)
    .where('endedAt', 'is', null)
    .where('lastsMinutes', '>', minutes)
    .execute()

/** This session has proved the second factor. */
export const raiseSession = ({ db, tenantId, now }: Context, sessionId: string, minutes: number) =>
  db
    .updateTable('session')
    .set({ secondFactor: true, lastsMinutes: minutes, expiresAt: addMinutes(now, minutes) })
    .where('tenantId', '=', tenantId)
    .where('id', '=', sessionId)
    .execute()
