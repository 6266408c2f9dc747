// Who a message goes to, with everything that decides by which way it leaves.
import { sql } from 'kysely'
import type { MessageWay } from '@linbang/contract/messages'
import { among } from '../../kit/among.ts'
import type { Context } from '../../kit/context.ts'
import type { OutwardWay } from '../../kit/gateways.ts'
import type { Wish } from './way-rules.ts'

export type Recipient = {
  readonly personId: string
  readonly phoneMasked: string | null
  readonly pushes: boolean
  /** Masked, of those that may be used. */
  readonly mail: string | null
  readonly wechat: string | null
  readonly wish: Wish | null
  /** Messages that left the machine for this person since `since`, those about a life at risk apart. */
  readonly sentToday: number
}

type Row = Omit<Recipient, 'wish'> & { readonly ways: MessageWay[] | null } & Omit<Wish, 'ways'>

/** Those who are still there, once each; for an entry that was merged the person it was merged into. */
export const recipientsOf = async (
  { db, tenantId }: Context,
  personIds: readonly string[],
  since: Date,
): Promise<Recipient[]> => {
  const contact = (way: 'mail' | 'wechat') => sql`(select c.masked from contact_way c
    where c.tenant_id = kept.tenant_id and c.person_id = kept.id and c.way = ${sql.lit(way)} and c.confirmed_at is not null)`
  const { rows } = await sql<Row>`
    select distinct kept.id as person_id, kept.phone_masked, ${contact('mail')} as mail, ${contact('wechat')} as wechat,
      exists (select from push_subscription s where s.tenant_id = kept.tenant_id and s.person_id = kept.id and s.gone_at is null) as pushes,
      w.ways, w.quiet_from, w.quiet_to, coalesce(w.digest, false) as digest,
      (select count(distinct n.id)::int from notice n join delivery d on d.tenant_id = n.tenant_id and d.notice_id = n.id and d.way <> 'in_app'
        where n.tenant_id = kept.tenant_id and n.person_id = kept.id and n.created_at >= ${since} and not n.urgent) as sent_today
    from person p join person kept on kept.tenant_id = p.tenant_id and kept.id = coalesce(p.merged_into, p.id)
    left join message_wish w on w.tenant_id = kept.tenant_id and w.person_id = kept.id
    where p.tenant_id = ${tenantId} and p.id ${among(personIds)} and kept.closed_at is null
    order by kept.id`.execute(db)
  return rows.map(({ ways, quietFrom, quietTo, digest, ...row }) => ({
    ...row,
    wish: ways ? { ways, quietFrom, quietTo, digest } : null,
  }))
}

/** The masked address this way goes to, or null. */
export const maskedFor = (to: Recipient, way: OutwardWay): string | null =>
  way === 'sms' || way === 'voice' ? to.phoneMasked : to[way]
