// The public monthly statement: issued, used, given, reversed, outstanding, and whether the books are in balance. Open to anybody.
import { useQuery } from '@tanstack/react-query'
import { getStatement } from '@linbang/contract/ledger'
import { getRecordShare } from '@linbang/contract/records'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { PhonePage } from '../../../ui/shell/phone-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { auditText } from '../text.ts'

type Statement = Answer<typeof getStatement>
const shown = ['issued', 'spent', 'donated', 'reversed', 'outstanding'] as const
const monthForm = /^20\d\d-(0[1-9]|1[0-2])$/
const monthsFrom = (month: string, by: number): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + by, 15)).toISOString().slice(0, 7)
}

export const StatementPage = ({ params: { month } }: { readonly params: { readonly month: string } }) => {
  const t = useText(auditText).statement
  const good = monthForm.test(month)
  const statement = useQuery({ ...query(getStatement, { params: { month } }), enabled: good })
  const later = monthsFrom(month, 1)
  const thisMonth = partsOf(useNow(3600)).key.slice(0, 7)
  return (
    <PhonePage title={t.title(month)}>
      {good ? (
        <div className="lb-stack">
          <div className="lb-row" data-between="">
            <ButtonLink kind="secondary" icon="left" href={`/statement/${monthsFrom(month, -1)}`}>
              {t.earlier}
            </ButtonLink>
            {later <= thisMonth && (
              <ButtonLink kind="secondary" icon="right" href={`/statement/${later}`}>
                {t.later}
              </ButtonLink>
            )}
          </div>
          <Loaded from={statement} shape="page">
            {(one) => <Books statement={one} />}
          </Loaded>
          <Share month={month} />
        </div>
      ) : (
        <EmptyState>{t.wrong}</EmptyState>
      )}
    </PhonePage>
  )
}

const Books = ({ statement }: { readonly statement: Statement }) => {
  const t = useText(auditText).statement
  const say = useSay()
  const amount = (unit: Statement['units'][number]['unit'], value: number) =>
    unit === 'points' ? say.number(value) : unit === 'minutes' ? say.hours(value) : say.money(value)
  return (
    <>
      <Note icon={statement.balanced ? 'checkc' : 'warn'} tone={statement.balanced ? 'success' : 'danger'}>
        {statement.balanced ? t.balanced : t.unbalanced}
      </Note>
      {statement.units.map((one) => (
        <Card key={one.unit} label={t.unit[one.unit]}>
          <h2 className="lb-heading">{t.unit[one.unit]}</h2>
          <Facts
            plain
            facts={([...shown, ...(one.unit === 'cents' ? [] : (['granted', 'pool', 'teams'] as const))] as const).map(
              (what) => ({
                label: t[what],
                value: amount(one.unit, one[what]),
              }),
            )}
          />
        </Card>
      ))}
      <p className="lb-sm lb-soft">{t.rule}</p>
    </>
  )
}

/** How much of what is on record was entered by hand: open to anybody. */
const Share = ({ month }: { readonly month: string }) => {
  const t = useText(auditText).statement
  const say = useSay()
  const { data } = useQuery(query(getRecordShare, { params: { month } }))
  if (!data) return null
  const of = (part: number, whole: number) => t.partOf(say.number(part), say.number(whole))
  return (
    <Card label={t.records}>
      <h2 className="lb-heading">{t.records}</h2>
      <Facts
        plain
        facts={[
          { label: t.recorded, value: t.timesAndHours(say.number(data.records), say.hours(data.minutes)) },
          { label: t.byHand, value: of(data.byHand, data.records) },
          { label: t.byHandHours, value: say.hours(data.byHandMinutes) },
          { label: t.inTime, value: of(data.inTime, data.records) },
        ]}
      />
    </Card>
  )
}
