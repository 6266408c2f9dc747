// One lane a helper with their work; a piece of work is dragged to another lane, or pressed and given by the keyboard. What it
// costs, or why it cannot be, is said before anything changes.
import { useState } from 'react'
import type { DragEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { moveInBatch, priceMove } from '@linbang/contract/batches'
import type { BatchHelper, BatchItem, BatchWhole } from '@linbang/contract/batches'
import { useAct } from '../../../kit/act.ts'
import { call } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { toast } from '../../../ui/toast.tsx'
import { boardText } from '../../board/text.ts'
import { batchesText } from '../text.ts'

type Price = Answer<typeof priceMove>
type Props = { readonly whole: BatchWhole }

/** What a change costs, or every reason against it, in words. */
const usePriceWords = () => {
  const t = useText(batchesText)
  const { why, fallbackWhy } = useText(boardText)
  const say = useSay()
  return ({ cost, reasons }: Price): string => {
    if (cost !== null) return cost === 0 ? t.equal : cost > 0 ? t.more(say.distance(cost)) : t.less(say.distance(-cost))
    const words = { ...why, ...t.whys } as Readonly<Record<string, string>>
    return say.list(reasons.map(({ reason }) => words[reason] ?? fallbackWhy))
  }
}

const usePrice = (whole: BatchWhole, item: BatchItem | undefined, volunteerId: string | null | undefined) =>
  useQuery({
    queryKey: ['/batches', 'price', whole.batch.id, whole.batch.version, item?.requestId, item?.place, volunteerId],
    queryFn: () =>
      call(priceMove, {
        params: { batchId: whole.batch.id },
        body: { requestId: item?.requestId ?? '', place: item?.place ?? 0, volunteerId: volunteerId ?? null },
      }),
    enabled: item !== undefined && volunteerId !== undefined && item.volunteerId !== volunteerId,
  })

export const Lanes = ({ whole }: Props) => {
  const t = useText(batchesText)
  const { batch, items, helpers } = whole
  const [dragged, setDragged] = useState<BatchItem>()
  const [over, setOver] = useState<string | null>()
  const [opened, setOpened] = useState<BatchItem>()
  const move = useAct(moveInBatch, { onDone: () => toast(t.moved) })
  const price = usePrice(whole, dragged, over)
  const words = usePriceWords()
  const free = batch.state === 'proposed'
  const give = (item: BatchItem, volunteerId: string | null) =>
    move.press({
      params: { batchId: batch.id },
      body: { requestId: item.requestId, place: item.place, volunteerId, version: batch.version },
    })
  const lane = (helper: BatchHelper | null) => {
    const id = helper?.volunteerId ?? null
    const here = items.filter((item) => item.volunteerId === id)
    const hovered = dragged !== undefined && over === id && dragged.volunteerId !== id
    return (
      <Lane
        key={id ?? 'nobody'}
        helper={helper}
        items={here}
        free={free}
        possible={hovered ? (price.data ? price.data.cost !== null : undefined) : undefined}
        said={hovered ? (price.data ? words(price.data) : t.moving) : undefined}
        onDrag={setDragged}
        onOver={() => setOver(id)}
        onDrop={() => {
          if (dragged && dragged.volunteerId !== id) give(dragged, id)
          setDragged(undefined)
          setOver(undefined)
        }}
        onOpen={setOpened}
      />
    )
  }
  const busy = new Set(items.map((item) => item.volunteerId))
  const sorted = [...helpers].sort((a, b) => Number(busy.has(b.volunteerId)) - Number(busy.has(a.volunteerId)))
  return (
    <div className="lb-batch-lanes">
      {move.refused ? <RefusalLines error={move.refused} /> : null}
      {!free && batch.state !== 'published' && <p className="lb-soft">{t.readOnly}</p>}
      {lane(null)}
      {sorted.map(lane)}
      {opened && <GiveDialog whole={whole} item={opened} onClose={() => setOpened(undefined)} />}
    </div>
  )
}

type LaneProps = {
  readonly helper: BatchHelper | null
  readonly items: readonly BatchItem[]
  readonly free: boolean
  readonly possible: boolean | undefined
  readonly said: string | undefined
  readonly onDrag: (item: BatchItem) => void
  readonly onOver: () => void
  readonly onDrop: () => void
  readonly onOpen: (item: BatchItem) => void
}

const Lane = ({ helper, items, free, possible, said, onDrag, onOver, onDrop, onOpen }: LaneProps) => {
  const t = useText(batchesText)
  const say = useSay()
  const name = helper?.callName ?? t.nobody
  const hear = (event: DragEvent) => {
    event.preventDefault()
    onOver()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a place to drop on; the same is done by keyboard in GiveDialog
    <div
      role="group"
      className="lb-batch-lane"
      aria-label={t.lane(name, say.number(items.length))}
      data-over={possible === undefined ? undefined : possible ? 'yes' : 'no'}
      onDragEnter={hear}
      onDragOver={hear}
      onDrop={onDrop}
    >
      <div>
        <h3>{name}</h3>
        <small className="lb-soft">
          {helper
            ? [helper.buildingName, t.recent(say.number(helper.jobsLast14Days))].filter(Boolean).join(' · ')
            : free && t.nobodyHint}
        </small>
      </div>
      <div className="lb-batch-jobs">
        {items.map((item) => (
          <Job key={`${item.requestId}/${item.place}`} item={item} free={free} onDrag={onDrag} onOpen={onOpen} />
        ))}
      </div>
      {said !== undefined && (
        <p className="lb-batch-price" role="status">
          {said}
        </p>
      )}
    </div>
  )
}

type JobProps = {
  readonly item: BatchItem
  readonly free: boolean
  readonly onDrag: (item: BatchItem) => void
  readonly onOpen: (item: BatchItem) => void
}

const Job = ({ item, free, onDrag, onOpen }: JobProps) => {
  const t = useText(batchesText)
  const say = useSay()
  const words = useWords()
  const service = words({ zh: item.serviceZh, en: item.serviceEn })
  const ended = item.state === 'gone' ? t.gone : item.state === 'refused' ? t.refused : null
  return (
    <button
      type="button"
      className="lb-batch-job"
      draggable={free}
      disabled={!free}
      aria-label={t.move(`${service}, ${say.brief(item.startAt)}`)}
      data-request={item.requestId}
      onDragStart={() => onDrag(item)}
      onClick={() => onOpen(item)}
    >
      <b>{service}</b>
      <small>{`${say.brief(item.startAt)} · ${say.duration(item.minutes)} · ${item.areaName}`}</small>
      <span className="lb-row" data-tight="">
        {item.volunteerId !== null && <small>{say.distance(item.cost)}</small>}
        {item.byHand && <Chip tone="info">{t.byHand}</Chip>}
        {ended && <Chip tone="warn">{ended}</Chip>}
      </span>
    </button>
  )
}

/** The same change by keyboard: choose somebody, hear what it costs or why not, and say yes. */
const GiveDialog = ({ whole, item, onClose }: Props & { readonly item: BatchItem; readonly onClose: () => void }) => {
  const t = useText(batchesText)
  const words = useWords()
  const said = usePriceWords()
  const [to, setTo] = useState(item.volunteerId ?? '')
  const volunteerId = to === '' ? null : to
  const price = usePrice(whole, item, volunteerId)
  const move = useAct(moveInBatch, {
    onDone: () => {
      toast(t.moved)
      onClose()
    },
  })
  const { requestId, place } = item
  const { id: batchId, version } = whole.batch
  const save = () => move.press({ params: { batchId }, body: { requestId, place, volunteerId, version } })
  const actions = (
    <>
      <Button kind="secondary" onClick={onClose}>
        {t.cancel}
      </Button>
      <Button
        busy={move.busy}
        disabled={volunteerId === item.volunteerId || !price.data || price.data.cost === null}
        onClick={save}
      >
        {t.save}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t.move(words({ zh: item.serviceZh, en: item.serviceEn }))} actions={actions}>
      {move.refused ? <RefusalLines error={move.refused} /> : null}
      <Select name="to" label={t.moveTo} value={to} onChange={(event) => setTo(event.target.value)}>
        <option value="">{t.nobody}</option>
        {whole.helpers.map((one) => (
          <option key={one.volunteerId} value={one.volunteerId}>
            {[one.callName, one.buildingName].filter(Boolean).join(' · ')}
          </option>
        ))}
      </Select>
      <p role="status" className="lb-soft">
        {volunteerId === item.volunteerId ? '' : price.data ? said(price.data) : t.moving}
      </p>
    </Dialog>
  )
}
