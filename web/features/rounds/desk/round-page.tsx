// One round: the map with the ways, the list by person, and everything that can be done with it until it is walked.
import { useMemo, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getAreaMap } from '@linbang/contract/areas'
import {
  callOffRound,
  getRound,
  moveStop,
  printRound,
  publishRound,
  solveRound,
  stopSolving,
  undoRound,
} from '@linbang/contract/rounds'
import type { Round } from '@linbang/contract/rounds'
import { useAct } from '../../../kit/act.ts'
import { addressOf, query } from '../../../kit/api.ts'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { AreaMap } from '../../../ui/map/area-map.tsx'
import type { Path } from '../../../ui/map/area-map.tsx'
import type { Pin } from '../../../ui/map/pins.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { roundsText } from '../text.ts'
import { WayList } from './way-list.tsx'
import './rounds.css'

const useActs = (round: Round) => {
  const t = useText(roundsText)
  const options = { refreshes: ['/rounds'] }
  const acts = {
    solve: useAct(solveRound, options),
    stop: useAct(stopSolving, options),
    undo: useAct(undoRound, options),
    move: useAct(moveStop, options),
    publish: useAct(publishRound, { ...options, onDone: () => toast(t.published) }),
  }
  const params = { roundId: round.id }
  const body = { version: round.version }
  return { ...acts, params, body, failed: Object.values(acts).find((act) => act.refused)?.refused }
}

export const RoundPage = ({ params }: { readonly params: { readonly roundId: string } }) => {
  const t = useText(roundsText)
  const round = useQuery({
    ...query(getRound, { params: { roundId: params.roundId } }),
    // the live stream tells of most changes; while it is being searched progress is asked for too
    refetchInterval: ({ state }) => (state.data?.state === 'solving' ? 700 : false),
  })
  return (
    <Loaded from={round} shape="page">
      {(one) => <Shown round={one} crumbs={[{ href: '/desk/rounds', label: t.title }]} />}
    </Loaded>
  )
}

const Shown = ({
  round,
  crumbs,
}: {
  readonly round: Round
  readonly crumbs: readonly { href: string; label: string }[]
}) => {
  const t = useText(roundsText)
  const say = useSay()
  const acts = useActs(round)
  const [callingOff, setCallingOff] = useState(false)
  const { params, body } = acts
  const solving = round.state === 'solving'
  return (
    <DeskPage
      title={round.name}
      crumbs={crumbs}
      fill
      beside={
        <>
          <Chip icon="calendar">{say.day(momentOf(round.day, '12:00'))}</Chip>
          <Chip tone={round.state === 'published' ? 'success' : 'neutral'}>{t.state[round.state]}</Chip>
          {round.unserved.length > 0 && (
            <Chip tone="danger" icon="warn">
              {t.unserved(say.number(round.unserved.length))}
            </Chip>
          )}
          {round.figures && (
            <span className="lb-soft">
              {t.figures(
                say.duration(round.figures.walkMinutes),
                say.number(round.figures.usual),
                say.number(round.figures.usualPossible),
              )}
            </span>
          )}
        </>
      }
      actions={
        <>
          {round.can.undo && (
            <Button kind="quiet" icon="refresh" busy={acts.undo.busy} onClick={() => acts.undo.press({ params, body })}>
              {t.undo}
            </Button>
          )}
          {round.ways.some(({ legs }) => legs.length > 0) && (
            <a
              className="lb-button"
              data-kind="secondary"
              href={addressOf(printRound, { params })}
              target="_blank"
              rel="noreferrer"
            >
              {t.print}
            </a>
          )}
          {round.can.callOff && (
            <Button kind="quiet" onClick={() => setCallingOff(true)}>
              {t.callOff}
            </Button>
          )}
          {round.can.solve && (
            <Button
              kind={round.state === 'draft' ? 'main' : 'secondary'}
              busy={acts.solve.busy}
              onClick={() => acts.solve.press({ params, body: { ...body, seconds: 5 } })}
            >
              {round.state === 'draft' ? t.search : t.searchAgain}
            </Button>
          )}
          {round.can.publish && (
            <Button busy={acts.publish.busy} onClick={() => acts.publish.press({ params, body })}>
              {t.publish}
            </Button>
          )}
        </>
      }
    >
      {acts.failed ? <RefusalLines error={acts.failed} /> : null}
      {solving && (
        <div className="lb-round-search" role="status">
          <progress max={1} value={round.progress} aria-label={t.state.solving} />
          <span>{t.searching(say.percent(round.progress))}</span>
          <Button
            kind="secondary"
            size="sm"
            busy={acts.stop.busy}
            onClick={() => acts.stop.press({ params, body: {} })}
          >
            {t.stop}
          </Button>
        </div>
      )}
      <div className="lb-round">
        <Panel label={t.map}>
          <WayMap round={round} />
        </Panel>
        <Panel label={t.list} title={t.list} scroll>
          <WayList
            round={round}
            busy={acts.move.busy}
            onMove={(stopId, slot, toPersonId) =>
              acts.move.press({ params, body: { ...body, stopId, slot, toPersonId } })
            }
          />
        </Panel>
      </div>
      {callingOff && <CallOff round={round} onClose={() => setCallingOff(false)} />}
    </DeskPage>
  )
}

/** 1 to 6, in the order of the list. */
const toneOf = (place: number): number => (place % 6) + 1

const WayMap = ({ round }: { readonly round: Round }) => {
  const t = useText(roundsText)
  const map = useQuery({ ...query(getAreaMap, { params: { areaId: round.areaId } }), staleTime: 3_600_000 })
  const stops = useMemo(() => new Map(round.list.map((stop) => [stop.id, stop])), [round.list])
  const paths = useMemo(
    (): Path[] =>
      round.people.map((worker, place) => {
        const legs = round.ways.find((way) => way.personId === worker.personId)?.legs ?? []
        const points = legs.flatMap(({ stopId }) => stops.get(stopId)?.point ?? [])
        const ends = [worker.startPoint, ...points, worker.endPoint].flatMap((point) => point ?? [])
        return { id: worker.personId, kind: 'way', tone: toneOf(place), points: legs.length > 0 ? ends : [] }
      }),
    [round, stops],
  )
  const pins = useMemo(
    (): Pin[] =>
      round.list.flatMap((stop): Pin[] => {
        const leg = round.ways
          .flatMap((way) => way.legs.map((one, place) => ({ ...one, place })))
          .find((one) => one.stopId === stop.id)
        if (!stop.point) return []
        const label = `${stop.callName ?? ''}，${stop.placeName}`
        return [
          leg
            ? { id: stop.id, at: stop.point, kind: 'candidate', number: leg.place + 1, label }
            : { id: stop.id, at: stop.point, kind: 'alarm', icon: 'warn', label },
        ]
      }),
    [round],
  )
  return (
    <div className="lb-round-map">
      <AreaMap map={map.data} label={t.map} pins={pins} paths={paths} look="pins" list="elsewhere" />
    </div>
  )
}

const CallOff = ({ round, onClose }: { readonly round: Round; readonly onClose: () => void }) => {
  const t = useText(roundsText)
  const act = useAct(callOffRound, { refreshes: ['/rounds'], onDone: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.callOff}
      actions={
        <Button type="submit" kind="danger" form="call-off" busy={act.busy}>
          {t.callOff}
        </Button>
      }
    >
      <Form
        id="call-off"
        schema={callOffRound.body}
        complete={(values) => ({ ...values, version: round.version })}
        onSend={(body) => act.send({ params: { roundId: round.id }, body })}
      >
        <TextField name="reason" label={t.callOffReason} maxLength={100} />
      </Form>
    </Dialog>
  )
}
