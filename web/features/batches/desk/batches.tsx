// 批量派单: the proposals of this community; one opened, changed by drag or by keyboard, published by a person.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { dropBatch, getBatch, listBatches, proposeBatch, publishBatch } from '@linbang/contract/batches'
import type { Batch, BatchWhole } from '@linbang/contract/batches'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { batchesText } from '../text.ts'
import { Lanes } from './lanes.tsx'
import './batches.css'

const tones = { proposed: 'warn', published: 'success', dropped: 'neutral', replaced: 'neutral' } as const

export const BatchesPage = () => {
  const t = useText(batchesText)
  const areaId = useDeskAreaId(useSignedIn())
  const batches = useQuery({
    ...query(listBatches, { query: { areaId: areaId ?? '' } }),
    enabled: areaId !== undefined,
  })
  const [wished, setWished] = useState<string>()
  const chosen = wished ?? batches.data?.items[0]?.id
  const propose = useAct(proposeBatch, {
    onDone: ({ batch }) => {
      setWished(batch.id)
      toast(t.proposed)
    },
  })
  if (batches.error instanceof Refused && batches.error.code === 'area.unknown')
    return (
      <DeskPage title={t.title} fill>
        <Panel label={t.choose}>
          <EmptyState>{t.chooseCommunity}</EmptyState>
        </Panel>
      </DeskPage>
    )
  return (
    <DeskPage
      title={t.title}
      fill
      actions={
        <Button icon="refresh" busy={propose.busy} onClick={() => areaId && propose.press({ body: { areaId } })}>
          {t.propose}
        </Button>
      }
    >
      {propose.refused ? <RefusalLines error={propose.refused} /> : null}
      <div className="lb-batches">
        <Panel label={t.all} title={t.all} scroll>
          <Loaded
            from={batches}
            shape="rows"
            empty={({ items }) => (items.length === 0 ? <EmptyState>{t.empty}</EmptyState> : null)}
          >
            {({ items }) => <BatchList batches={items} chosen={chosen} onChoose={setWished} />}
          </Loaded>
        </Panel>
        {chosen ? (
          <Opened key={chosen} batchId={chosen} />
        ) : (
          <Panel label={t.choose}>
            <EmptyState>{t.choose}</EmptyState>
          </Panel>
        )}
      </div>
    </DeskPage>
  )
}

type ListProps = {
  readonly batches: readonly Batch[]
  readonly chosen: string | undefined
  readonly onChoose: (id: string) => void
}

const BatchList = ({ batches, chosen, onChoose }: ListProps) => {
  const t = useText(batchesText)
  const say = useSay()
  return (
    <div className="lb-batches-list">
      {batches.map((one) => (
        <button key={one.id} type="button" aria-pressed={one.id === chosen} onClick={() => onChoose(one.id)}>
          <span className="lb-row" data-tight="">
            <b>{say.dateTime(one.madeAt)}</b>
            <Chip tone={tones[one.state]}>{t.states[one.state]}</Chip>
          </span>
          <small>
            {[
              t.jobs(say.number(one.jobs)),
              one.open > 0 ? t.open(say.number(one.open)) : null,
              one.madeBy === null ? t.byMachine : t.by(one.madeBy),
            ]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </button>
      ))}
    </div>
  )
}

const Opened = ({ batchId }: { readonly batchId: string }) => {
  const t = useText(batchesText)
  const batch = useQuery(query(getBatch, { params: { batchId } }))
  return (
    <Loaded from={batch} shape="page">
      {(whole) => (
        <Panel label={t.title} head={<Head whole={whole} />} scroll>
          <Lanes whole={whole} />
        </Panel>
      )}
    </Loaded>
  )
}

const Head = ({ whole: { batch, items } }: { readonly whole: BatchWhole }) => {
  const t = useText(batchesText)
  const say = useSay()
  const [asking, setAsking] = useState(false)
  const given = { params: { batchId: batch.id }, body: { version: batch.version } }
  const publish = useAct(publishBatch, {
    refreshes: ['/requests', '/visits'],
    onDone: () => {
      setAsking(false)
      toast(t.published)
    },
  })
  const drop = useAct(dropBatch, { onDone: () => toast(t.dropped) })
  const people = new Set(items.flatMap((item) => item.volunteerId ?? [])).size
  return (
    <>
      <Chip tone={tones[batch.state]}>{t.states[batch.state]}</Chip>
      <span className="lb-sm lb-soft" title={t.costHint}>
        {t.cost(say.distance(batch.cost), say.distance(batch.bound))}
      </span>
      <span className="lb-grow" />
      {batch.state === 'proposed' && (
        <>
          <Button kind="quiet" size="sm" busy={drop.busy} onClick={() => drop.press(given)}>
            {t.drop}
          </Button>
          <Button size="sm" onClick={() => setAsking(true)}>
            {t.publish}
          </Button>
        </>
      )}
      {drop.refused ? <RefusalLines error={drop.refused} /> : null}
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t.publishTitle}
        actions={
          <>
            <Button kind="secondary" onClick={() => setAsking(false)}>
              {t.cancel}
            </Button>
            <Button busy={publish.busy} onClick={() => publish.press(given)}>
              {t.publish}
            </Button>
          </>
        }
      >
        {publish.refused ? <RefusalLines error={publish.refused} /> : null}
        <p>{t.publishLine(say.number(batch.jobs - batch.open), say.number(people))}</p>
      </Dialog>
    </>
  )
}
