// Visits drawn to be looked at again: call or go there, write down what was found; what is not good becomes an item to put right.
import { useState } from 'react'
import { listSpotChecks, recordSpotCheck } from '@linbang/contract/ratings'
import type { SpotCheck } from '@linbang/contract/ratings'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ChoiceList, FilterChips } from '../../../ui/choice.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Fault, TextArea } from '../../../ui/field.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { RowTable } from '../../people/desk/row-table.tsx'
import type { TableColumn } from '../../people/desk/row-table.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { spotCheckText } from '../spot-check-text.ts'
import { useRequestColumns } from './request-list.tsx'

const shownOfRequest = ['what', 'who', 'where', 'helper']

const useColumns = (onCheck: (one: SpotCheck) => void): readonly TableColumn<SpotCheck>[] => {
  const t = useText(spotCheckText)
  const say = useSay()
  const columns = useRequestColumns().filter(({ key }) => shownOfRequest.includes(key))
  return [
    ...columns.map((column) => ({ ...column, show: ({ request }: SpotCheck) => column.show(request) })),
    {
      key: 'because',
      title: t.columns.because,
      show: ({ because, way }) => (
        <span className="lb-row" data-tight="">
          <Chip tone={because === 'unproved' ? 'warn' : 'neutral'}>{t.because[because]}</Chip>
          {t.ways[way]}
        </span>
      ),
    },
    {
      key: 'due',
      title: t.columns.due,
      number: true,
      show: ({ dueAt, late, checkedAt }) =>
        checkedAt ? (
          t.checked(say.brief(checkedAt))
        ) : (
          <span className={late ? 'lb-desk-late' : undefined}>
            {[say.brief(dueAt), late && t.late].filter(Boolean).join(' · ')}
          </span>
        ),
    },
    {
      key: 'finding',
      title: t.columns.finding,
      show: (one) =>
        one.finding ? (
          <>
            <Chip tone={one.finding === 'bad' ? 'warn' : 'neutral'}>{t.findings[one.finding]}</Chip>
            <small>{[one.checkedByName, one.words].filter(Boolean).join('：')}</small>
          </>
        ) : (
          <span className="lb-stack">
            {one.tries > 0 && <span className="lb-sm lb-soft">{t.tries(one.tries)}</span>}
            <Button kind="secondary" size="sm" icon="check" onClick={() => onCheck(one)}>
              {t.check}
            </Button>
          </span>
        ),
    },
  ]
}

export const SpotChecks = () => {
  const t = useText(spotCheckText)
  const areaId = useDeskAreaId(useSignedIn())
  const [open, setOpen] = useState('open')
  const [checking, setChecking] = useState<SpotCheck>()
  const { from, more } = useRows(
    listSpotChecks,
    { query: { areaId, limit: '40', ...(open === 'open' && { open: 'true' as const }) } },
    (page) => page,
  )
  const columns = useColumns(setChecking)
  return (
    <Panel label={t.title}>
      <div className="lb-desk-filters">
        <FilterChips
          label={t.title}
          options={[
            { value: 'open', title: t.open },
            { value: 'all', title: t.all },
          ]}
          chosen={[open]}
          onChoose={setOpen}
        />
        <span className="lb-soft">{t.rule}</span>
      </div>
      <Loaded
        from={from}
        shape="rows"
        count={6}
        empty={(rows) => (rows.length === 0 ? <EmptyState>{t.empty}</EmptyState> : undefined)}
      >
        {(rows) => (
          <RowTable
            label={t.title}
            rows={rows}
            keyOf={({ id }) => id}
            hrefOf={({ request }) => `/desk/requests/${request.id}`}
            more={more}
            columns={columns}
          />
        )}
      </Loaded>
      {checking && <Checking one={checking} onClose={() => setChecking(undefined)} />}
    </Panel>
  )
}

type Finding = NonNullable<SpotCheck['finding']>
const findings: readonly Finding[] = ['good', 'bad', 'not_reached']

const Checking = ({ one, onClose }: { readonly one: SpotCheck; readonly onClose: () => void }) => {
  const t = useText(spotCheckText)
  const [way, setWay] = useState(one.way)
  const [finding, setFinding] = useState<Finding>()
  const [words, setWords] = useState('')
  const [gap, setGap] = useState(false)
  const act = useAct(recordSpotCheck, {
    refreshes: ['/rectifications', '/requests'],
    onDone: () => {
      toast(finding === 'bad' ? t.opened : t.done)
      onClose()
    },
  })
  const send = () => {
    const missing = !finding || (finding === 'bad' && words.trim() === '')
    setGap(missing)
    if (!missing) act.press({ params: { spotCheckId: one.id }, body: { way, finding, words: words.trim() } })
  }
  return (
    <Drawer open onClose={onClose} title={t.checkTitle(one.request.number)}>
      <p className="lb-soft">{t.lead}</p>
      <div className="lb-field">
        <span className="lb-field-label">{t.how}</span>
        <FilterChips
          label={t.how}
          options={(['call', 'look'] as const).map((value) => ({ value, title: t.ways[value] }))}
          chosen={[way]}
          onChoose={(value) => setWay(value as SpotCheck['way'])}
        />
      </div>
      <ChoiceList
        name="finding"
        legend={t.found}
        value={finding ?? ''}
        onChoose={(value) => setFinding(value as Finding)}
        options={findings.map((value) => ({ value, title: t.findings[value] }))}
      />
      <TextArea
        name="words"
        label={t.words}
        hint={t.wordsHint}
        optional={finding !== 'bad'}
        value={words}
        maxLength={500}
        onChange={(event) => setWords(event.target.value)}
      />
      {gap && <Fault text={finding ? t.wordsNeeded : t.choose} />}
      {act.refused && <ErrorState error={act.refused} />}
      <div className="lb-row">
        <Button icon="check" busy={act.busy} onClick={send}>
          {t.save}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t.back}
        </Button>
      </div>
    </Drawer>
  )
}
