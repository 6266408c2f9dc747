// 资源: everybody and everything that can be called on here, searched by word, skill and time.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { listResources, ResourceKind } from '@linbang/contract/resources'
import type { Resource } from '@linbang/contract/resources'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { CheckBox, FilterChips } from '../../../ui/choice.tsx'
import { ListTable } from '../../../ui/desk/list-table.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { useServiceNames } from '../../team-desk/desk/service-names.ts'
import { skillText } from '../../volunteers/skill-text.ts'
import { resourcesText } from '../text.ts'

const useTagName = () => {
  const skills = useText(skillText).names as Readonly<Record<string, string>>
  const { nameOf } = useServiceNames()
  return (code: string): string => skills[code] ?? nameOf(code)
}

const Free = ({ one }: { readonly one: Resource }) => {
  const t = useText(resourcesText)
  const say = useSay()
  if (one.freeNow === null) return null
  if (!one.freeNow) return <span className="lb-soft">{t.notFree}</span>
  return <Chip tone="success">{one.freeUntil ? t.freeUntil(say.clock(one.freeUntil)) : t.isFree}</Chip>
}

export const ResourcesPage = () => {
  const t = useText(resourcesText)
  const say = useSay()
  const words = useWords()
  const tagName = useTagName()
  const areaId = useDeskAreaId(useSignedIn())
  const [kind, setKind] = useState<ResourceKind>()
  const [q, setQ] = useState('')
  const [tag, setTag] = useState('')
  const [free, setFree] = useState(false)
  const asked = {
    areaId: areaId ?? '',
    ...(kind && { kind }),
    ...(q.trim() && { q: q.trim() }),
    ...(tag && { tag }),
    ...(free && { free: 'true' as const }),
  }
  const list = useQuery({
    ...query(listResources, { query: asked }),
    enabled: areaId !== undefined,
    placeholderData: (before) => before,
  })
  return (
    <DeskPage title={t.title} fill>
      <div className="lb-row">
        <FilterChips
          label={t.kind}
          chosen={[kind ?? 'all']}
          onChoose={(value) => {
            setKind(ResourceKind.options.find((one) => one === value))
            setTag('')
          }}
          options={(['all', ...ResourceKind.options] as const).map((value) => ({ value, title: t.kinds[value] }))}
        />
        <TextField
          name="q"
          type="search"
          label={t.search}
          value={q}
          maxLength={40}
          onChange={(event) => setQ(event.target.value)}
        />
        <Select name="tag" label={t.tag} value={tag} onChange={(event) => setTag(event.target.value)}>
          <option value="">{t.anyTag}</option>
          {(list.data?.tags ?? []).map((one) => (
            <option key={one} value={one}>
              {tagName(one)}
            </option>
          ))}
        </Select>
        <CheckBox name="free" label={t.free} checked={free} onChoose={setFree} />
      </div>
      <Panel label={t.title} scroll>
        <Loaded
          from={list}
          shape="rows"
          empty={({ items }) => (items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : null)}
        >
          {({ items, total }) => (
            <>
              <ListTable
                label={t.title}
                rows={items}
                rowKey={({ kind: of, id }) => `${of}/${id}`}
                columns={[
                  {
                    key: 'name',
                    title: t.name,
                    show: (one) => (
                      <>
                        {words({ zh: one.name, en: one.nameEn || one.name })}
                        <small>{t.kinds[one.kind]}</small>
                      </>
                    ),
                  },
                  { key: 'tags', title: t.tags, show: ({ tags }) => say.list(tags.slice(0, 4).map(tagName)) },
                  { key: 'area', title: t.area, show: ({ areaName }) => areaName },
                  { key: 'now', title: t.now, show: (one) => <Free one={one} /> },
                  {
                    key: 'done',
                    title: t.done,
                    number: true,
                    show: (one) => (one.kind === 'person' ? t.jobs(say.number(one.jobsDone)) : ''),
                  },
                ]}
              />
              <p className="lb-soft lb-sm">
                {[t.total(say.number(total)), total > items.length ? t.firstOnly : null].filter(Boolean).join(' · ')}
              </p>
            </>
          )}
        </Loaded>
        <p className="lb-soft lb-sm">{t.later}</p>
      </Panel>
    </DeskPage>
  )
}
