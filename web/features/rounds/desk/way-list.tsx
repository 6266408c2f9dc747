// The list by person: a visit is dragged to somebody else, or given by keys through a dialog; what it costs and why not is told at once.
import { useState } from 'react'
import type { DragEvent } from 'react'
import { useQuery } from '@tanstack/react-query'
import { listStopOptions } from '@linbang/contract/rounds'
import type { Round, RoundStop, RoundWorker } from '@linbang/contract/rounds'
import type { ErrorCode } from '@linbang/contract/errors'
import { refusals } from '@linbang/contract/refusals'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { roundsText } from '../text.ts'
import { DropDialog } from './drop-dialog.tsx'

type Held = { readonly stop: RoundStop; readonly slot: number; readonly from: string | null }
type Give = (stopId: string, slot: number, toPersonId: string | null) => void
type Option = Answer<typeof listStopOptions>['items'][number]
type Props = { readonly round: Round; readonly busy: boolean; readonly onMove: Give }

const useOptions = (round: Round, held: Held | undefined) =>
  useQuery({
    ...query(listStopOptions, {
      params: { roundId: round.id, stopId: held?.stop.id ?? '' },
      query: { slot: held?.slot === 1 ? '1' : '0' },
    }),
    enabled: held !== undefined,
    staleTime: 0,
  })

/** +6 minutes, or the sentence why not. */
const useCost = () => {
  const t = useText(roundsText)
  const say = useSay()
  const words = useWords()
  return ({ refusal, walkMinutes }: Option): string => {
    if (refusal) return words(refusals[refusal as ErrorCode])
    if (walkMinutes === 0) return t.same
    return walkMinutes > 0 ? t.more(say.duration(walkMinutes)) : t.less(say.duration(-walkMinutes))
  }
}

export const WayList = ({ round, busy, onMove }: Props) => {
  const t = useText(roundsText)
  const [dragged, setDragged] = useState<Held>()
  const [chosen, setChosen] = useState<Held>()
  const options = useOptions(round, dragged)
  const stops = new Map(round.list.map((stop) => [stop.id, stop]))
  const unserved = round.unserved.flatMap((id) => stops.get(id) ?? [])
  const end = () => setDragged(undefined)
  const dropOn = (personId: string) => {
    if (dragged && dragged.from !== personId) onMove(dragged.stop.id, dragged.slot, personId)
    end()
  }
  const line = { round, onDrag: setDragged, onEnd: end, onChoose: setChosen }
  return (
    <div className="lb-round-list" aria-busy={busy}>
      {unserved.length > 0 && round.state !== 'draft' && (
        <section aria-label={t.unservedTitle} className="lb-round-worker" data-warn="">
          <h3>{t.unservedTitle}</h3>
          <ol>
            {unserved.map((stop) => (
              <StopLine
                key={stop.id}
                {...line}
                held={{ stop, slot: 0, from: null }}
                when={t.window(stop.windowFrom, stop.windowTo)}
              />
            ))}
          </ol>
        </section>
      )}
      {round.people.map((worker, place) => (
        <WorkerCard
          key={worker.personId}
          {...{ round, worker, place, stops, line }}
          option={dragged && options.data?.items.find((one) => one.personId === worker.personId)}
          dragging={dragged !== undefined && dragged.from !== worker.personId}
          onDrop={() => dropOn(worker.personId)}
        />
      ))}
      {chosen && (
        <GiveDialog
          round={round}
          held={chosen}
          onClose={() => setChosen(undefined)}
          onGive={(personId) => {
            onMove(chosen.stop.id, chosen.slot, personId)
            setChosen(undefined)
          }}
        />
      )}
    </div>
  )
}

type Line = {
  readonly round: Round
  readonly onDrag: (held: Held) => void
  readonly onEnd: () => void
  readonly onChoose: (held: Held) => void
}
type CardProps = {
  readonly round: Round
  readonly worker: RoundWorker
  readonly place: number
  readonly stops: ReadonlyMap<string, RoundStop>
  readonly line: Line
  readonly option: Option | undefined
  readonly dragging: boolean
  readonly onDrop: () => void
}
const WorkerCard = ({ round, worker, place, stops, line, option, dragging, onDrop }: CardProps) => {
  const t = useText(roundsText)
  const say = useSay()
  const cost = useCost()
  const [dropping, setDropping] = useState(false)
  const legs = round.ways.find((way) => way.personId === worker.personId)?.legs ?? []
  const takes = dragging && option !== undefined && option.refusal === null
  const over = (event: DragEvent) => {
    if (takes) event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping has its twin: the button of each stop opens a dialog
    <section
      aria-label={worker.name}
      className="lb-round-worker"
      data-takes={takes ? '' : undefined}
      data-refuses={dragging && option?.refusal ? '' : undefined}
      onDragOver={over}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
    >
      <header>
        <i data-tone={(place % 6) + 1} aria-hidden="true" />
        <h3>{worker.name}</h3>
        <span className="lb-soft lb-num">{`${worker.from}–${worker.to}`}</span>
        {worker.dropped && <Chip tone="warn">{t.dropped}</Chip>}
        <span className="lb-grow" />
        <span className="lb-soft">{`${t.walk(say.duration(worker.walkMinutes))} · ${t.atDoors(say.duration(worker.visitMinutes))}`}</span>
        {round.can.drop && !worker.dropped && (
          <Button kind="quiet" size="sm" onClick={() => setDropping(true)}>
            {t.drop}
          </Button>
        )}
      </header>
      {dragging && option && <p className="lb-round-cost">{cost(option)}</p>}
      <ol>
        {legs.map((leg) => {
          const stop = stops.get(leg.stopId)
          return stop ? (
            <StopLine
              key={`${leg.stopId}${leg.slot}`}
              {...line}
              held={{ stop, slot: leg.slot, from: worker.personId }}
              when={`${leg.begins}–${leg.ends}`}
            />
          ) : null
        })}
      </ol>
      {dropping && <DropDialog round={round} worker={worker} onClose={() => setDropping(false)} />}
    </section>
  )
}

const StopLine = ({
  round,
  held,
  when,
  onDrag,
  onEnd,
  onChoose,
}: Line & { readonly held: Held; readonly when: string }) => {
  const t = useText(roundsText)
  const { stop } = held
  const movable = round.can.move && stop.state === 'planned'
  const name = stop.callName ?? stop.placeName
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dragging has its twin: the button at the end of the line
    <li
      className="lb-round-stop"
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', name)
        onDrag(held)
      }}
      onDragEnd={onEnd}
    >
      <b className="lb-num">{when}</b>
      <span>
        {name}
        <small>
          {[stop.placeName, t.reason[stop.reason], stop.people === 2 ? t.two : ''].filter(Boolean).join(' · ')}
        </small>
      </span>
      {stop.state !== 'planned' && (
        <Chip tone={stop.state === 'done' ? 'success' : 'warn'}>{t.stopState[stop.state]}</Chip>
      )}
      {stop.worry && (
        <Chip tone="danger" icon="warn">
          {t.worry}
        </Chip>
      )}
      {movable && <IconButton icon="swap" label={t.give(name)} onClick={() => onChoose(held)} />}
    </li>
  )
}

/** The twin of dragging, for the keyboard. */
const GiveDialog = ({
  round,
  held,
  onClose,
  onGive,
}: {
  readonly round: Round
  readonly held: Held
  readonly onClose: () => void
  readonly onGive: (personId: string | null) => void
}) => {
  const t = useText(roundsText)
  const cost = useCost()
  const options = useOptions(round, held)
  const nameOf = (personId: string) => round.people.find((one) => one.personId === personId)?.name ?? ''
  return (
    <Dialog open onClose={onClose} title={t.giveTitle(held.stop.callName ?? held.stop.placeName)}>
      <Loaded from={options} shape="rows">
        {({ items }) => (
          <ul className="lb-round-options">
            {items
              .filter(({ personId }) => personId !== held.from)
              .toSorted(
                (one, other) =>
                  Number(one.refusal !== null) - Number(other.refusal !== null) || one.walkMinutes - other.walkMinutes,
              )
              .map((option) => (
                <li key={option.personId}>
                  <button type="button" disabled={option.refusal !== null} onClick={() => onGive(option.personId)}>
                    <b>{nameOf(option.personId)}</b>
                    <span className="lb-soft">
                      {[cost(option), option.begins ?? '', option.usual ? t.usual : ''].filter(Boolean).join(' · ')}
                    </span>
                  </button>
                </li>
              ))}
            {held.from && (
              <li>
                <button type="button" onClick={() => onGive(null)}>
                  <b>{t.nobodyGoes}</b>
                </button>
              </li>
            )}
          </ul>
        )}
      </Loaded>
    </Dialog>
  )
}
