// The holiday table of a year with its 调休: days that differ from the week; entered from the official notice.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getWorkingYear, setWorkingYear } from '@linbang/contract/policies'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { momentOf, partsOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { policiesText } from '../text.ts'
import { mayChangeRules } from './reach.ts'

type Year = Answer<typeof getWorkingYear>
type SpecialDay = Year['days'][number]

export const WorkingDays = () => {
  const t = useText(policiesText)
  const say = useSay()
  const me = useSignedIn()
  const thisYear = partsOf(useNow(3600)).year
  const [year, setYear] = useState(thisYear)
  const [editing, setEditing] = useState(false)
  const found = useQuery(query(getWorkingYear, { params: { year: String(year) } }))
  return (
    <Panel
      label={t.kind.days}
      title={String(year)}
      head={
        <>
          <IconButton icon="left" label={t.earlier} onClick={() => setYear(year - 1)} />
          <IconButton icon="right" label={t.later} onClick={() => setYear(year + 1)} />
          {found.data?.known && <Chip icon="calendar">{t.known(say.number(found.data.days.length))}</Chip>}
          <span className="lb-grow" />
          {found.data && mayChangeRules(me) && (
            <Button size="sm" kind="secondary" icon="pen" onClick={() => setEditing(true)}>
              {t.editYear}
            </Button>
          )}
        </>
      }
    >
      <Loaded from={found} shape="rows">
        {(one) => (
          <>
            {!one.known && (
              <div className="lb-panel-body">
                <Note tone="warn" icon="calendar">
                  {t.unknown}
                </Note>
              </div>
            )}
            {one.days.length > 0 && (
              <ListTable
                label={t.kind.days}
                rows={one.days}
                rowKey={({ day }) => day}
                columns={[
                  { key: 'day', title: t.day, show: ({ day }) => <span className="lb-num">{day}</span> },
                  { key: 'weekday', title: t.weekday, show: ({ day }) => say.weekday(momentOf(day, '12:00')) },
                  { key: 'name', title: t.name, show: ({ name }) => name },
                  {
                    key: 'works',
                    title: t.worksOrRests,
                    show: ({ works }) => (
                      <Chip icon={works ? 'wrench' : 'leaf'} tone={works ? 'warn' : 'success'}>
                        {works ? t.works : t.rests}
                      </Chip>
                    ),
                  },
                ]}
              />
            )}
          </>
        )}
      </Loaded>
      {editing && found.data && <EditYear year={found.data} onClose={() => setEditing(false)} />}
    </Panel>
  )
}

const EditYear = ({ year, onClose }: { readonly year: Year; readonly onClose: () => void }) => {
  const t = useText(policiesText)
  const say = useSay()
  const [days, setDays] = useState<readonly SpecialDay[]>(year.days)
  const keep = useAct(setWorkingYear, {
    onDone: () => {
      toast(t.yearKept)
      onClose()
    },
  })
  const set = (place: number, part: Partial<SpecialDay>) =>
    setDays(days.map((one, at) => (at === place ? { ...one, ...part } : one)))
  return (
    <Drawer
      open
      onClose={onClose}
      title={`${t.editYear} ${year.year}`}
      actions={
        <Button type="submit" form="working-year" busy={keep.busy}>
          {t.editYear}
        </Button>
      }
    >
      <Form
        id="working-year"
        schema={setWorkingYear.body}
        complete={({ source }) => ({ source, days })}
        onSend={(body) => keep.send({ params: { year: String(year.year) }, body })}
      >
        <TextField name="source" label={t.source} hint={t.sourceHint} maxLength={200} />
        {days.map((one, place) => (
          <div key={place} className="lb-policies-day" role="group" aria-label={t.line(say.number(place + 1))}>
            <TextField
              name={`day-${place}`}
              type="date"
              label={t.day}
              value={one.day}
              onChange={(event) => set(place, { day: event.target.value })}
            />
            <TextField
              name={`name-${place}`}
              label={t.name}
              value={one.name}
              maxLength={40}
              onChange={(event) => set(place, { name: event.target.value })}
            />
            <Select
              name={`works-${place}`}
              label={t.worksOrRests}
              value={String(one.works)}
              onChange={(event) => set(place, { works: event.target.value === 'true' })}
            >
              <option value="false">{t.rests}</option>
              <option value="true">{t.works}</option>
            </Select>
            <IconButton icon="x" label={t.drop} onClick={() => setDays(days.filter((_, at) => at !== place))} />
          </div>
        ))}
        <Button
          kind="secondary"
          size="sm"
          icon="plus"
          onClick={() => setDays([...days, { day: `${year.year}-01-01`, works: false, name: '' }])}
        >
          {t.addDay}
        </Button>
      </Form>
    </Drawer>
  )
}
