// The catalogue (52 services as shipped): list by kind, team and words; one of them in the drawer as a form.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listServices, ServiceKind } from '@linbang/contract/catalog'
import type { Service } from '@linbang/contract/catalog'
import { query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import type { ListColumn } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { iconNames } from '../../../ui/icon-names.ts'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { useHoldingNames } from '../../volunteer-desk/holding-name.ts'
import { servicesText } from '../text.ts'
import { ServiceDrawer } from './service-drawer.tsx'
import './services.css'

const kinds = ['all', ...ServiceKind.options] as const
type Kind = (typeof kinds)[number]

export const ServicesPage = () => {
  const t = useText(servicesText)
  const me = useSignedIn()
  const [kind, setKind] = useState<Kind>('all')
  const [team, setTeam] = useState('')
  const [words, setWords] = useState('')
  /** The id of the one looked at, or `new`. */
  const [opened, setOpened] = useState<string>()
  const services = useQuery(query(listServices, { query: { all: 'true' } }))
  const all = services.data?.items ?? []
  const fits = (one: Service) =>
    (kind === 'all' || one.kind === kind) &&
    (team === '' || one.teamKind === team) &&
    `${one.zh} ${one.en} ${one.code}`.toLowerCase().includes(words.trim().toLowerCase())
  const shown = all.filter(fits)
  const columns = useColumns()
  const teams = [...new Set(all.map(({ teamKind }) => teamKind).filter(Boolean))]
  const mayChange = mayDo(me, 'catalog.manage')
  return (
    <DeskPage
      title={t.title}
      fill
      beside={
        <CountTabs
          label={t.kinds}
          tabs={kinds.map((value) => ({
            value,
            title: value === 'all' ? t.all : t.kind[value],
            count: services.data && all.filter((one) => value === 'all' || one.kind === value).length,
          }))}
          chosen={kind}
          onChoose={(value) => setKind(value as Kind)}
        />
      }
      actions={
        <div className="lb-row" data-tight="">
          <Select name="team" label={t.team} hideLabel value={team} onChange={(event) => setTeam(event.target.value)}>
            <option value="">{t.anyTeam}</option>
            {teams.map((one) => (
              <option key={one} value={one}>
                {one}
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
          {mayChange && (
            <Button icon="plus" onClick={() => setOpened('new')}>
              {t.add}
            </Button>
          )}
        </div>
      }
    >
      <Panel label={t.title}>
        <Loaded from={services} shape="rows" count={8}>
          {() =>
            shown.length === 0 ? (
              <EmptyState>{t.empty}</EmptyState>
            ) : (
              <ListTable
                label={t.name}
                rows={shown}
                columns={columns}
                rowKey={({ id }) => id}
                openKey={opened}
                onOpen={mayChange ? ({ id }) => setOpened(id) : undefined}
              />
            )
          }
        </Loaded>
      </Panel>
      {opened && <ServiceDrawer service={all.find(({ id }) => id === opened)} onClose={() => setOpened(undefined)} />}
    </DeskPage>
  )
}

const useColumns = (): readonly ListColumn<Service>[] => {
  const t = useText(servicesText)
  const say = useSay()
  const words = useWords()
  const { nameOf } = useHoldingNames()
  const needs = (one: Service) =>
    say.list(
      one.requirements.map(({ kind, code, value }) => {
        if (kind === 'age') return t.years(say.number(value ?? 0))
        return kind === 'same_sex' || kind === 'two_people' ? t.requirementKind[kind] : nameOf(kind, code)
      }),
    )
  return [
    {
      key: 'name',
      title: t.name,
      show: (one) => (
        <span className="lb-services-name">
          <Icon name={iconNames.find((name) => name === one.icon) ?? 'help'} />
          <span>
            {words(one)}
            <small>{one.code}</small>
          </span>
        </span>
      ),
    },
    {
      key: 'kind',
      title: t.kindLabel,
      show: (one) => (
        <>
          {t.kind[one.kind]}
          <small>{t.urgency[one.defaultUrgency]}</small>
        </>
      ),
    },
    { key: 'team', title: t.team, show: ({ teamKind }) => teamKind },
    { key: 'credit', title: t.creditLabel, show: (one) => t.credit[one.credit] },
    {
      key: 'needs',
      title: t.needs,
      show: (one) => <span className="lb-sm">{needs(one) || <span className="lb-faint">{t.noNeeds}</span>}</span>,
    },
    { key: 'minutes', title: t.minutes, number: true, show: ({ minutes }) => say.duration(minutes) },
    { key: 'asked', title: t.asked, number: true, show: ({ asked }) => say.number(asked) },
    {
      key: 'active',
      title: t.active,
      show: ({ active }) => <Chip tone={active ? 'success' : 'neutral'}>{active ? t.active : t.inactive}</Chip>,
    },
  ]
}
