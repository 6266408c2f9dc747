// The left side of the what-if page: what is to be changed, in four short groups.
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listAreas } from '@linbang/contract/areas'
import { listServices } from '@linbang/contract/catalog'
import { query } from '../../../kit/api.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { FilterChips } from '../../../ui/choice.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { whatIfText } from '../text.ts'
import { newTeam } from './draft.ts'
import type { Draft, TeamDraft } from './draft.ts'

type Props = { readonly draft: Draft; readonly areaId: string | undefined; readonly onChange: (draft: Draft) => void }

const Group = ({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) => (
  <fieldset className="lb-what-if-group">
    <legend>{title}</legend>
    {hint && <p className="lb-field-hint">{hint}</p>}
    {children}
  </fieldset>
)

const ServiceOptions = () => {
  const words = useWords()
  const services = useQuery({ ...query(listServices), staleTime: 10 * 60_000 })
  return services.data?.items.map((one) => (
    <option key={one.code} value={one.code}>
      {words(one)}
    </option>
  ))
}

const Hours = ({
  names,
  from,
  to,
  onChange,
}: {
  readonly names: string
  readonly from: string
  readonly to: string
  readonly onChange: (hours: { from: string; to: string }) => void
}) => {
  const t = useText(whatIfText)
  return (
    <div className="lb-what-if-pair">
      <TextField
        name={`${names}-from`}
        label={t.from}
        type="time"
        value={from}
        onChange={(event) => onChange({ from: event.target.value, to })}
      />
      <TextField
        name={`${names}-to`}
        label={t.to}
        type="time"
        value={to}
        onChange={(event) => onChange({ from, to: event.target.value })}
      />
    </div>
  )
}

const Team = ({
  team,
  place,
  areaId,
  onChange,
  onDrop,
}: {
  readonly team: TeamDraft
  readonly place: number
  readonly areaId: string | undefined
  readonly onChange: (team: TeamDraft) => void
  readonly onDrop: (() => void) | undefined
}) => {
  const t = useText(whatIfText)
  const words = useWords()
  const grids = useQuery({
    ...query(listAreas, { query: { kind: 'grid', limit: '100', ...(areaId ? { parentId: areaId } : {}) } }),
    enabled: areaId !== undefined,
  })
  const name = (field: string) => `team-${place}-${field}`
  return (
    <div className="lb-what-if-team">
      <Select
        name={name('service')}
        label={t.service}
        value={team.serviceCode}
        onChange={(event) => onChange({ ...team, serviceCode: event.target.value })}
      >
        <option value="">{t.noTeam}</option>
        <ServiceOptions />
      </Select>
      <div className="lb-what-if-pair">
        <TextField
          name={name('people')}
          label={t.people}
          hint={t.peopleHint}
          type="number"
          min={-100}
          max={200}
          value={team.people}
          onChange={(event) => onChange({ ...team, people: event.target.value })}
        />
        <Select
          name={name('area')}
          label={t.where}
          hint={' '}
          value={team.areaId}
          onChange={(event) => onChange({ ...team, areaId: event.target.value })}
        >
          <option value="">{t.anywhere}</option>
          {grids.data?.items.map((one) => (
            <option key={one.id} value={one.id}>
              {words({ zh: one.name, en: one.nameEn })}
            </option>
          ))}
        </Select>
      </div>
      <Hours
        names={name('hours')}
        from={team.from}
        to={team.to}
        onChange={(hours) => onChange({ ...team, ...hours })}
      />
      <FilterChips
        label={t.days}
        options={t.day.map((title, day) => ({ value: String(day + 1), title }))}
        chosen={team.weekdays.map(String)}
        onChoose={(value) => onChange({ ...team, weekdays: turned(team.weekdays, Number(value)) })}
      />
      {onDrop && (
        <Button kind="quiet" size="sm" icon="minus" onClick={onDrop}>
          {t.dropTeam}
        </Button>
      )}
    </div>
  )
}

/** One day more or less, but never none. */
const turned = (days: readonly number[], day: number): number[] => {
  const next = days.includes(day) ? days.filter((one) => one !== day) : [...days, day].sort((a, b) => a - b)
  return next.length === 0 ? [...days] : next
}

const mostTeams = 5

export const Question = ({ draft, areaId, onChange }: Props) => {
  const t = useText(whatIfText)
  const set = (change: Partial<Draft>) => onChange({ ...draft, ...change })
  const setTeam = (place: number, team: TeamDraft) =>
    set({ teams: draft.teams.map((one, index) => (index === place ? team : one)) })
  return (
    <>
      <Group title={t.team}>
        {draft.teams.map((team, place) => (
          <Team
            key={place}
            team={team}
            place={place}
            areaId={areaId}
            onChange={(next) => setTeam(place, next)}
            onDrop={
              draft.teams.length > 1
                ? () => set({ teams: draft.teams.filter((_, index) => index !== place) })
                : undefined
            }
          />
        ))}
        {draft.teams.length < mostTeams && (
          <Button kind="quiet" size="sm" icon="plus" onClick={() => set({ teams: [...draft.teams, newTeam] })}>
            {t.addTeam}
          </Button>
        )}
      </Group>
      <Group title={t.demand}>
        <div className="lb-what-if-pair">
          <Select
            name="demand-service"
            label={t.service}
            value={draft.demandService}
            onChange={(event) => set({ demandService: event.target.value })}
          >
            <option value="">{t.allServices}</option>
            <ServiceOptions />
          </Select>
          <TextField
            name="demand-percent"
            label={t.demandPercent}
            type="number"
            min={0}
            max={500}
            value={draft.demandPercent}
            after="%"
            onChange={(event) => set({ demandPercent: event.target.value })}
          />
        </div>
      </Group>
      <Group title={t.hours}>
        <TextField
          name="hours-percent"
          label={t.hoursPercent}
          type="number"
          min={0}
          max={100}
          value={draft.hoursPercent}
          after="%"
          onChange={(event) => set({ hoursPercent: event.target.value })}
        />
        {Number(draft.hoursPercent) > 0 && (
          <Hours
            names="hours"
            from={draft.hoursFrom}
            to={draft.hoursTo}
            onChange={({ from, to }) => set({ hoursFrom: from, hoursTo: to })}
          />
        )}
      </Group>
      <Policy draft={draft} set={set} />
    </>
  )
}

const Policy = ({ draft, set }: { readonly draft: Draft; readonly set: (change: Partial<Draft>) => void }) => {
  const t = useText(whatIfText)
  return (
    <Group title={t.policy} hint={t.policyHint}>
      <Select
        name="rule"
        label={t.policy}
        hideLabel
        value={draft.rule}
        onChange={(event) => set({ rule: event.target.value as Draft['rule'] })}
      >
        <option value="">{t.rules.now}</option>
        {(['learned', 'best', 'nearest'] as const).map((rule) => (
          <option key={rule} value={rule}>
            {t.rules[rule]}
          </option>
        ))}
      </Select>
      {draft.rule !== '' && (
        <div className="lb-what-if-pair">
          {draft.rule !== 'learned' && (
            <>
              <TextField
                name="size"
                label={t.size}
                type="number"
                min={1}
                max={20}
                value={draft.size}
                onChange={(event) => set({ size: event.target.value })}
              />
              <TextField
                name="every"
                label={t.every}
                type="number"
                min={1}
                max={240}
                value={draft.everyMinutes}
                onChange={(event) => set({ everyMinutes: event.target.value })}
              />
            </>
          )}
          <TextField
            name="asks"
            label={t.asksADay}
            type="number"
            min={1}
            max={20}
            value={draft.asksADay}
            onChange={(event) => set({ asksADay: event.target.value })}
          />
        </div>
      )}
    </Group>
  )
}
