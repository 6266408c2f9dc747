// Communities and grids on our own map (O1): boundaries drawn and kept by version, the clinic of a community.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { changeArea, getArea, getAreaMap, listAreas, listOutlines } from '@linbang/contract/areas'
import type { Area, Outline } from '@linbang/contract/areas'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { AreaMap } from '../../../ui/map/area-map.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { areasText } from '../text.ts'
import { AreaFacts } from './area-facts.tsx'
import { OutlineHands } from './outline-hands.tsx'
import { faultOf, outlineOf, ringOf } from './ring.ts'
import type { Ring } from './ring.ts'
import './areas.css'

const useAreas = () => {
  const areaId = useDeskAreaId(useSignedIn())
  const of = (kind: 'community' | 'grid') =>
    query(listAreas, { query: { ...(areaId && { underId: areaId }), kind, limit: 100 } })
  return { areaId, communities: useQuery(of('community')), grids: useQuery(of('grid')) }
}

const Rows = ({
  title,
  items,
  chosen,
  onChoose,
}: {
  readonly title: string
  readonly items: readonly Area[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}) => {
  const t = useText(areasText)
  const say = useSay()
  const words = useWords()
  return (
    <section aria-label={title}>
      <h2 className="lb-areas-group">{title}</h2>
      <ul>
        {items.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className="lb-areas-row"
              aria-pressed={one.id === chosen}
              onClick={() => onChoose(one.id)}
            >
              <b>{words({ zh: one.name, en: one.nameEn })}</b>
              <small>
                {one.counts.households === null
                  ? one.code
                  : t.counts(say.number(one.counts.households), say.number(one.counts.people ?? 0))}
              </small>
              {one.kind === 'grid' && one.outline === null && <Chip tone="warn">{t.noOutline}</Chip>}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Draft = { readonly ring: Ring; readonly before: readonly Ring[]; readonly anew: boolean }

/** The boundary under the hands, with every step before it. */
const useDraft = () => {
  const [draft, setDraft] = useState<Draft>()
  return {
    draft,
    begin: (ring: Ring) => setDraft({ ring, before: [], anew: ring.length === 0 }),
    change: (ring: Ring, step: boolean) =>
      setDraft((last) => last && { ...last, ring, before: step ? [...last.before, last.ring] : last.before }),
    again: () => setDraft((last) => last && { ring: [], before: [...last.before, last.ring], anew: true }),
    undo: () =>
      setDraft((last) => {
        const ring = last?.before.at(-1)
        return last && ring ? { ...last, ring, before: last.before.slice(0, -1) } : last
      }),
    drop: () => setDraft(undefined),
  }
}

const Tools = ({
  area,
  hands,
  onSave,
  busy,
}: {
  readonly area: Area
  readonly hands: ReturnType<typeof useDraft>
  readonly onSave: () => void
  readonly busy: boolean
}) => {
  const t = useText(areasText)
  const { draft, begin, again, undo, drop } = hands
  if (!draft)
    return (
      <Button kind="secondary" size="sm" icon="pen" onClick={() => begin(ringOf(area.outline))}>
        {area.outline ? t.redraw : t.draw}
      </Button>
    )
  return (
    <>
      <Button kind="quiet" size="sm" icon="refresh" onClick={again}>
        {t.again}
      </Button>
      {draft.before.length > 0 && (
        <Button kind="secondary" size="sm" onClick={undo}>
          {t.undo}
        </Button>
      )}
      <Button kind="quiet" size="sm" onClick={drop}>
        {t.cancel}
      </Button>
      <Button size="sm" busy={busy} onClick={onSave}>
        {t.save}
      </Button>
    </>
  )
}

const History = ({
  areaId,
  shown,
  onShow,
}: {
  readonly areaId: string
  readonly shown: Outline | undefined
  readonly onShow: (outline: Outline | undefined) => void
}) => {
  const t = useText(areasText)
  const say = useSay()
  const { data } = useQuery(query(listOutlines, { params: { areaId } }))
  if (!data || data.items.length === 0) return null
  return (
    <Panel label={t.history} title={t.history}>
      <ul>
        {data.items.map((one) => (
          <li key={one.id} className="lb-areas-version">
            <span className="lb-grow">
              <b>{one.toOn ? t.span(one.fromOn, one.toOn) : t.since(one.fromOn)}</b>
              <small>
                {[one.drawnBy ? t.by(one.drawnBy) : t.byImport, one.drawnBy && say.moment(one.at)]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            {one.toOn === null ? (
              <Chip tone="success">{t.now}</Chip>
            ) : (
              <Button kind="quiet" size="sm" onClick={() => onShow(shown === one.outline ? undefined : one.outline)}>
                {shown === one.outline ? t.hide : t.show}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

const Chosen = ({ areaId }: { readonly areaId: string }) => {
  const t = useText(areasText)
  const words = useWords()
  const area = useQuery(query(getArea, { params: { areaId } }))
  const communityId = area.data?.kind === 'grid' ? (area.data.parentId ?? areaId) : areaId
  const map = useQuery(query(getAreaMap, { params: { areaId: communityId } }))
  const hands = useDraft()
  const [fault, setFault] = useState<'few' | 'crossed'>()
  const [old, setOld] = useState<Outline>()
  const save = useAct(changeArea, {
    onDone: () => {
      hands.drop()
      toast(t.saved)
    },
  })
  const { draft } = hands
  const send = (version: number) => {
    const wrong = draft && faultOf(draft.ring)
    setFault(wrong)
    if (draft && !wrong) save.press({ params: { areaId }, body: { version, outline: outlineOf(draft.ring) } })
  }
  return (
    <Loaded from={area} shape="page">
      {(one) => {
        const name = words({ zh: one.name, en: one.nameEn })
        return (
          <>
            <Panel
              label={t.map(name)}
              title={name}
              head={<Tools area={one} hands={hands} busy={save.busy} onSave={() => send(one.version)} />}
            >
              {draft && (
                <p className="lb-areas-hint" role="status">
                  {fault ? t[fault] : draft.anew && draft.ring.length < 3 ? t.drawHint : t.moveHint}
                </p>
              )}
              {save.refused ? <RefusalLines error={save.refused} /> : null}
              <div className="lb-areas-map">
                <AreaMap
                  map={map.data}
                  label={t.map(name)}
                  labels={Object.fromEntries((map.data?.grids ?? []).map(({ id }) => [id, {}]))}
                  list="elsewhere"
                  around={one.path}
                  draw={(drawing) =>
                    draft ? (
                      <OutlineHands {...drawing} ring={draft.ring} drawing={draft.anew} onChange={hands.change} />
                    ) : (
                      <path
                        className="lb-areas-ring"
                        data-old={old ? '' : undefined}
                        d={`M${
                          ringOf(old ?? one.outline)
                            .map((at) => drawing.place(at).join(' '))
                            .join('L') || '0 0'
                        }z`}
                      />
                    )
                  }
                />
              </div>
            </Panel>
            <div className="lb-stack lb-areas-side">
              <AreaFacts key={one.version} area={one} />
              <History areaId={areaId} shown={old} onShow={setOld} />
            </div>
          </>
        )
      }}
    </Loaded>
  )
}

export const AreasPage = () => {
  const t = useText(areasText)
  const { communities, grids } = useAreas()
  const [wished, setWished] = useState<string>()
  const chosen = wished ?? grids.data?.items[0]?.id ?? communities.data?.items[0]?.id
  return (
    <DeskPage title={t.title} fill>
      <div className="lb-areas">
        <Panel label={t.list} scroll>
          <Loaded from={grids} shape="rows">
            {({ items }) => (
              <>
                <Rows
                  title={t.communities}
                  items={communities.data?.items ?? []}
                  chosen={chosen}
                  onChoose={setWished}
                />
                <Rows title={t.grids} items={items} chosen={chosen} onChoose={setWished} />
              </>
            )}
          </Loaded>
        </Panel>
        {chosen ? <Chosen key={chosen} areaId={chosen} /> : <EmptyState>{t.choose}</EmptyState>}
      </div>
    </DeskPage>
  )
}
