// The audit log (X4): who did what to what, by act, person and day, with the mark of the seal.
import { useDeferredValue, useState } from 'react'
import { listAudit } from '@linbang/contract/audit'
import { listAccounts } from '@linbang/contract/accounts'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { usePages } from '../../../kit/pages.ts'
import { partsOf } from '../../../kit/say.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import type { ListColumn } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { PeriodPicker } from '../../../ui/period.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { auditText } from '../text.ts'
import './audit.css'

type Row = Answer<typeof listAudit>['items'][number]
const monthMs = 30 * 86_400_000

export const AuditPage = () => {
  const t = useText(auditText)
  const me = useSignedIn()
  const [act, setAct] = useState('')
  const [personId, setPersonId] = useState('')
  const [subjectId, setSubjectId] = useState<string>()
  const [period, setPeriod] = useState(() => {
    const now = new Date()
    return { from: partsOf(new Date(now.getTime() - monthMs)).key, to: partsOf(now).key }
  })
  const entries = usePages(listAudit, {
    query: { ...period, act, personId: personId || undefined, subjectId, limit: '50' },
  })
  const columns = useColumns(setSubjectId)
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <div className="lb-audit-choice">
          <PeriodPicker value={period} onChoose={setPeriod} />
          <Select name="act" label={t.act} hideLabel value={act} onChange={(event) => setAct(event.target.value)}>
            <option value="">{t.anyAct}</option>
            {Object.entries(t.acts).map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          {mayDo(me, 'accounts.manage') && <WhoSearch value={personId} onChoose={setPersonId} />}
        </div>
      }
    >
      <Note icon="lock" tone="neutral">
        {t.sealHint}
      </Note>
      {subjectId && (
        <Note
          icon="filter"
          tone="info"
          action={
            <Button kind="quiet" size="sm" onClick={() => setSubjectId(undefined)}>
              {t.aboutAll}
            </Button>
          }
        >
          {t.aboutNow}
        </Note>
      )}
      <Panel label={t.title}>
        <PagedTable
          label={t.act}
          pages={entries}
          empty={<EmptyState>{t.empty}</EmptyState>}
          columns={columns}
          rowKey={({ id }) => id}
        />
      </Panel>
    </DeskPage>
  )
}

const useColumns = (onSubject: (id: string) => void): readonly ListColumn<Row>[] => {
  const t = useText(auditText)
  const say = useSay()
  const acts: Readonly<Record<string, string>> = t.acts
  const subjects: Readonly<Record<string, string>> = t.subjects
  const detail = (row: Row) =>
    Object.entries(row.detail)
      .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
      .join(' · ')
  return [
    { key: 'at', title: t.at, show: ({ at }) => <span className="lb-num lb-nowrap">{say.dateTime(at)}</span> },
    { key: 'actor', title: t.actor, show: ({ actor }) => <b>{actor}</b> },
    {
      key: 'act',
      title: t.act,
      show: ({ act }) => (
        <>
          {acts[act] ?? act}
          <small>{act}</small>
        </>
      ),
    },
    {
      key: 'subject',
      title: t.subject,
      show: ({ subjectKind, subjectId }) => (
        <span className="lb-row" data-tight="">
          {subjects[subjectKind] ?? subjectKind}
          {subjectId && (
            <Button kind="quiet" size="sm" onClick={() => onSubject(subjectId)}>
              {t.about}
            </Button>
          )}
        </span>
      ),
    },
    {
      key: 'detail',
      title: t.detail,
      show: (row) => <small className="lb-audit-detail">{detail(row) || t.noDetail}</small>,
    },
    {
      key: 'seal',
      title: t.seal,
      show: ({ sealed }) => (
        <Chip icon={sealed ? 'lock' : 'clock'} tone={sealed ? 'success' : 'neutral'}>
          {sealed ? t.sealed : t.unsealed}
        </Chip>
      ),
    },
  ]
}

/** Those who keep accounts may choose a person by name. */
const WhoSearch = ({ value, onChoose }: { readonly value: string; readonly onChoose: (personId: string) => void }) => {
  const t = useText(auditText)
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const found = useQuery({ ...query(listAccounts, { query: { q, limit: '20' } }), enabled: q !== '' })
  const people = found.data?.items ?? []
  const type = (typed: string) => {
    setWords(typed)
    onChoose(people.find(({ name }) => name === typed)?.personId ?? '')
  }
  return (
    <div className="lb-audit-who" data-chosen={value ? '' : undefined}>
      <TextField
        name="who"
        type="search"
        label={t.actor}
        hideLabel
        placeholder={t.actor}
        list="audit-people"
        value={words}
        maxLength={40}
        onChange={(event) => type(event.target.value)}
      />
      <datalist id="audit-people">
        {people.map(({ personId, name, username }) => (
          <option key={personId} value={name}>
            {username}
          </option>
        ))}
      </datalist>
    </div>
  )
}
