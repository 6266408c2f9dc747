// Volunteers (V1): list by state, skill and words, the review queue, and one volunteer in the drawer beside it.
import { useDeferredValue, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listVolunteers } from '@linbang/contract/volunteers'
import type { VolunteerRow } from '@linbang/contract/volunteers'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { usePages } from '../../../kit/pages.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { PagedTable } from '../../../ui/desk/list-table.tsx'
import type { ListColumn } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Stars } from '../../../ui/rating.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { useHoldingNames } from '../holding-name.ts'
import { volunteerDeskText } from '../text.ts'
import { ReviewDialog } from './review-dialog.tsx'
import type { Verdict } from './review-dialog.tsx'
import { VolunteerDrawer } from './volunteer-drawer.tsx'
import './volunteers.css'

const states = ['all', 'applied', 'approved', 'paused', 'refused', 'left'] as const
type State = (typeof states)[number]
const tones = { applied: 'warn', approved: 'success', paused: 'neutral', refused: 'neutral', left: 'neutral' } as const

/** The volunteer looked at lives in the address, so that a link from elsewhere opens the drawer. */
const useOpened = () => {
  const [, go] = useLocation()
  const opened = new URLSearchParams(useSearch()).get('volunteer') ?? undefined
  const open = (id?: string) => go(id ? `/desk/volunteers?volunteer=${id}` : '/desk/volunteers', { replace: true })
  return [opened, open] as const
}

export const VolunteersPage = () => {
  const t = useText(volunteerDeskText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const names = useHoldingNames()
  const [state, setState] = useState<State>('all')
  const [skill, setSkill] = useState('')
  const [words, setWords] = useState('')
  const q = useDeferredValue(words.trim())
  const [opened, open] = useOpened()
  const [verdict, setVerdict] = useState<Verdict>()
  const asked = { areaId, skill, q, ...(state !== 'all' && { state }), limit: '40' }
  const found = usePages(listVolunteers, { query: asked })
  const queue = usePages(listVolunteers, { query: { areaId, state: 'applied', limit: '50' } })
  const waiting = queue.rows?.length
  const mayReview = mayDo(me, 'volunteers.review')
  const columns = useColumns(state === 'applied' && mayReview ? setVerdict : undefined)
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <CountTabs
          label={t.states}
          tabs={states.map((value) => ({
            value,
            title: t.state[value],
            count: value === 'applied' ? waiting : undefined,
          }))}
          chosen={state}
          onChoose={(value) => setState(value as State)}
        />
      }
      actions={
        <div className="lb-row" data-tight="">
          <Select
            name="skill"
            label={t.skill}
            hideLabel
            value={skill}
            onChange={(event) => setSkill(event.target.value)}
          >
            <option value="">{t.anySkill}</option>
            {names.optionsOf('skill').map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
          <TextField
            name="q"
            type="search"
            label={t.search}
            hideLabel
            placeholder={t.searchHint}
            value={words}
            maxLength={40}
            onChange={(event) => setWords(event.target.value)}
          />
        </div>
      }
    >
      <Panel label={state === 'applied' ? t.queue : t.title}>
        <PagedTable
          label={t.title}
          pages={found}
          empty={<EmptyState>{state === 'applied' ? t.queueEmpty : t.empty}</EmptyState>}
          columns={columns}
          rowKey={({ id }) => id}
          openKey={opened}
          onOpen={({ id }) => open(id)}
        />
      </Panel>
      {opened && <VolunteerDrawer id={opened} onClose={() => open()} onReview={mayReview ? setVerdict : undefined} />}
      {verdict && <ReviewDialog verdict={verdict} onClose={() => setVerdict(undefined)} />}
    </DeskPage>
  )
}

const shownSkills = 3

const useColumns = (review: ((verdict: Verdict) => void) | undefined): readonly ListColumn<VolunteerRow>[] => {
  const t = useText(volunteerDeskText)
  const say = useSay()
  const { nameOf } = useHoldingNames()
  const columns: ListColumn<VolunteerRow>[] = [
    {
      key: 'name',
      title: t.name,
      show: (row) => (
        <span className="lb-volunteers-name">
          <Portrait seed={row.personId} size={2} />
          <span>
            {row.name}
            <small>{`${row.callName} · ${row.number}`}</small>
          </span>
        </span>
      ),
    },
    {
      key: 'skills',
      title: t.skills,
      show: ({ skills, class: kind }) => (
        <>
          {say.list(skills.slice(0, shownSkills).map((code) => nameOf('skill', code)))}
          <small>
            {[t.class[kind], skills.length > shownSkills ? t.more(say.number(skills.length - shownSkills)) : '']
              .filter(Boolean)
              .join(' · ')}
          </small>
        </>
      ),
    },
    { key: 'building', title: t.building, show: ({ buildingName }) => buildingName ?? t.noBuilding },
    { key: 'jobs', title: t.jobs, number: true, show: ({ jobsDone }) => say.number(jobsDone) },
    {
      key: 'rating',
      title: t.rating,
      show: ({ rating, ratingCount }) =>
        rating === null ? (
          <span className="lb-faint">{t.noRating}</span>
        ) : (
          <Stars average={rating} count={ratingCount} />
        ),
    },
    {
      key: 'state',
      title: t.stateColumn,
      show: (row) => (
        <>
          <Chip tone={tones[row.state]}>{t.state[row.state]}</Chip>
          {row.freeUntil && <small>{t.free(say.brief(row.freeUntil))}</small>}
          {row.state === 'applied' && <small>{t.applied(say.day(row.appliedAt))}</small>}
        </>
      ),
    },
  ]
  if (!review) return columns
  const act = (row: VolunteerRow, approve: boolean) => review({ id: row.id, name: row.name, class: row.class, approve })
  return [
    ...columns,
    {
      key: 'review',
      title: t.review,
      quiet: true,
      show: (row) => (
        <span className="lb-row" data-tight="">
          <Button size="sm" icon="check" onClick={() => act(row, true)}>
            {t.approve}
          </Button>
          <Button size="sm" kind="secondary" onClick={() => act(row, false)}>
            {t.refuse}
          </Button>
        </span>
      ),
    },
  ]
}
