// What if (D8): a change written at the left, its effect on the 28 days ahead at the right, figures that grow finer while
// one looks; and what to add (I2). Which one is looked at stands in the address.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { getWhatIf, listWhatIfs, startWhatIf } from '@linbang/contract/what-ifs'
import type { WhatIf, WhatIfKind } from '@linbang/contract/what-ifs'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CardLink, Note } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { CountTabs, DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { whatIfText } from '../text.ts'
import { Answer } from './answer.tsx'
import { changeOf, newDraft } from './draft.ts'
import type { Draft } from './draft.ts'
import { Proposals } from './proposals.tsx'
import { Question } from './question.tsx'
import '../../../ui/desk/list-table.css'
import '../../figures/desk/figures.css'
import './what-if.css'

const place = '/desk/what-if'
const everyMs = 700

const useAddress = () => {
  const [, go] = useLocation()
  const search = new URLSearchParams(useSearch())
  const tab: WhatIfKind = search.get('tab') === 'add' ? 'add' : 'change'
  const id = search.get('id') ?? undefined
  const show = (next: WhatIfKind, nextId?: string) =>
    go(`${place}?${new URLSearchParams({ tab: next, ...(nextId ? { id: nextId } : {}) })}`)
  return { tab, id, show }
}

export const WhatIfPage = () => {
  const t = useText(whatIfText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const { tab, id, show } = useAddress()
  const [draft, setDraft] = useState<Draft>(newDraft)
  const earlier = useQuery({
    ...query(listWhatIfs, { query: { kind: tab, ...(areaId ? { areaId } : {}) } }),
    refetchInterval: ({ state }) => (state.data?.items.some((one) => one.state === 'running') ? 3 * everyMs : false),
  })
  const shown = id ?? (tab === 'add' ? earlier.data?.items[0]?.id : undefined)
  return (
    <DeskPage
      title={t.title}
      beside={
        <CountTabs
          label={t.tabs}
          tabs={(['change', 'add'] as const).map((value) => ({ value, title: t.tab[value] }))}
          chosen={tab}
          onChoose={(value) => show(value as WhatIfKind)}
        />
      }
    >
      <p className="lb-soft">{tab === 'add' ? t.addLead : t.lead}</p>
      <div className="lb-what-if" data-tab={tab}>
        <div className="lb-stack" data-wide="">
          {tab === 'change' ? (
            <Ask draft={draft} areaId={areaId} onChange={setDraft} onStarted={(one) => show('change', one.id)} />
          ) : (
            <Find areaId={areaId} onStarted={(one) => show('add', one.id)} />
          )}
          <Earlier items={earlier.data?.items ?? []} chosen={shown} onChoose={(one) => show(tab, one.id)} />
        </div>
        {shown ? (
          <Shown
            key={shown}
            id={shown}
            onTry={(next) => {
              setDraft(next)
              show('change')
            }}
          />
        ) : (
          <Panel label={t.answer}>
            <EmptyState>{tab === 'add' ? t.addReady : t.ready}</EmptyState>
          </Panel>
        )}
      </div>
    </DeskPage>
  )
}

/** Looked at again while it is being computed. */
const Shown = ({ id, onTry }: { readonly id: string; readonly onTry: (draft: Draft) => void }) => {
  const found = useQuery({
    ...query(getWhatIf, { params: { whatIfId: id } }),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? everyMs : false),
  })
  return (
    <Loaded from={found} shape="page">
      {(one) => (one.kind === 'add' ? <Proposals one={one} onTry={onTry} /> : <Answer one={one} />)}
    </Loaded>
  )
}

type AskProps = {
  readonly draft: Draft
  readonly areaId: string | undefined
  readonly onChange: (draft: Draft) => void
  readonly onStarted: (one: WhatIf) => void
}

const Ask = ({ draft, areaId, onChange, onStarted }: AskProps) => {
  const t = useText(whatIfText)
  const [nothing, setNothing] = useState(false)
  const start = useAct(startWhatIf, { onDone: onStarted })
  const send = () => {
    const change = changeOf(draft)
    setNothing(change === undefined)
    if (!change) return
    const title = draft.title.trim()
    start.press({ body: { kind: 'change', change, ...(areaId ? { areaId } : {}), ...(title ? { title } : {}) } })
  }
  return (
    <Panel
      label={t.question}
      title={t.question}
      foot={
        <>
          {nothing && (
            <p role="alert" className="lb-fault">
              {t.nothing}
            </p>
          )}
          {start.refused && (
            <Note tone="warn" icon="warn">
              <RefusalLines error={start.refused} />
            </Note>
          )}
          <Button wide icon="layers" busy={start.busy} onClick={send}>
            {t.compute}
          </Button>
        </>
      }
    >
      <div className="lb-what-if-question">
        <TextField
          name="title"
          label={t.name}
          optional
          maxLength={60}
          value={draft.title}
          onChange={(event) => onChange({ ...draft, title: event.target.value })}
        />
        <Question draft={draft} areaId={areaId} onChange={onChange} />
      </div>
    </Panel>
  )
}

const Find = ({ areaId, onStarted }: Pick<AskProps, 'areaId' | 'onStarted'>) => {
  const t = useText(whatIfText)
  const start = useAct(startWhatIf, { onDone: onStarted })
  return (
    <Panel label={t.findAdd}>
      <div className="lb-what-if-question">
        <p>{t.addReady}</p>
        {start.refused && (
          <Note tone="warn" icon="warn">
            <RefusalLines error={start.refused} />
          </Note>
        )}
        <Button
          wide
          icon="search"
          busy={start.busy}
          onClick={() => start.press({ body: { kind: 'add', ...(areaId ? { areaId } : {}) } })}
        >
          {t.findAdd}
        </Button>
      </div>
    </Panel>
  )
}

const Earlier = ({
  items,
  chosen,
  onChoose,
}: {
  readonly items: readonly WhatIf[]
  readonly chosen: string | undefined
  readonly onChoose: (one: WhatIf) => void
}) => {
  const t = useText(whatIfText)
  const say = useSay()
  return (
    <Panel label={t.earlier} title={t.earlier}>
      <div className="lb-what-if-earlier">
        {items.length === 0 && <p className="lb-soft">{t.noEarlier}</p>}
        {items.map((one) => (
          <CardLink
            key={one.id}
            live={one.id === chosen}
            title={one.title ?? t.unnamed[one.kind]}
            detail={`${say.moment(one.startedAt)} · ${t.ran(say.number(one.runs))}`}
            onClick={() => onChoose(one)}
          />
        ))}
      </div>
    </Panel>
  )
}
