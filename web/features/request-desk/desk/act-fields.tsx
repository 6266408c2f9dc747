// The questions of each act. Native inputs named as in the contract, so that the form reads them.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { listDuties } from '@linbang/contract/duties'
import { findDuplicates } from '@linbang/contract/requests'
import { listRequests } from '@linbang/contract/request-lists'
import type { Request, RequestRow } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import type { Draft } from '../../../kit/draft.ts'
import { partsOf } from '../../../kit/say.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { stateText } from '../../../ui/status.tsx'
import { useServiceList } from '../../intake/desk/service-pick.tsx'
import { PickList } from '../../people/desk/pick-list.tsx'
import { actText } from '../act-text.ts'
import { deskText } from '../text.ts'

type Labels = keyof (typeof actText)['zh']['fields']
type About = { readonly request: Request }

/** What is known already, as the inputs say it. */
export const knownOf = (request: Request): Draft => ({
  description: request.description,
  ...(request.window && { 'window.from': local(request.window.from), 'window.to': local(request.window.to) }),
})

/** For `datetime-local`, on the community's clock. */
const local = (at: Date): string => {
  const { key, hour, minute } = partsOf(at)
  return `${key}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

export const ReasonField = ({
  name,
  label,
  told,
  optional,
}: {
  readonly name: string
  readonly label: Labels
  /** The resident is told these words. */
  readonly told?: boolean
  readonly optional?: boolean
}) => {
  const t = useText(actText)
  return (
    <TextField
      name={name}
      label={t.fields[label]}
      hint={told ? t.told : t.inside}
      optional={optional}
      autoComplete="off"
    />
  )
}

const Moments = () => {
  const t = useText(actText)
  return (
    <div className="lb-two">
      <TextField name="window.from" kind="moment" type="datetime-local" label={t.fields.windowFrom} />
      <TextField name="window.to" kind="moment" type="datetime-local" label={t.fields.windowTo} />
    </div>
  )
}

export const MoveFields = () => (
  <>
    <Moments />
    <ReasonField name="reason" label="reason" told optional />
  </>
)

export const DescribeFields = ({ request }: About) => {
  const t = useText(actText)
  const desk = useText(deskText)
  const { urgency } = useText(stateText)
  const say = useWords()
  const services = useServiceList().data?.items.filter(({ active }) => active) ?? []
  return (
    <>
      <Select name="serviceCode" label={t.fields.service}>
        <option value="">{`${t.same} · ${say({ zh: request.serviceZh, en: request.serviceEn })}`}</option>
        {services.map((one) => (
          <option key={one.code} value={one.code}>
            {say(one)}
          </option>
        ))}
      </Select>
      <div className="lb-two">
        <Select name="urgency" label={t.fields.urgency}>
          <option value="">{`${t.same} · ${urgency[request.urgency]}`}</option>
          {(['life', 'basic', 'ordinary', 'complex', 'advice'] as const).map((one) => (
            <option key={one} value={one}>
              {urgency[one]}
            </option>
          ))}
        </Select>
        <Select name="kind" label={t.fields.kind}>
          <option value="">{`${t.same} · ${desk.kinds[request.kind]}`}</option>
          {(['basic', 'development', 'emergency'] as const).map((one) => (
            <option key={one} value={one}>
              {desk.kinds[one]}
            </option>
          ))}
        </Select>
      </div>
      <TextArea name="description" label={t.fields.description} />
      <Moments />
      <ReasonField name="why" label="why" optional />
    </>
  )
}

export const LookFields = () => {
  const t = useText(actText)
  return (
    <>
      <CheckBox name="confirmPerson" label={t.fields.confirmPerson} framed initial />
      <ReasonField name="how" label="how" optional />
    </>
  )
}

export const CloseFields = () => {
  const t = useText(actText)
  return (
    <>
      <CheckBox name="unconfirmed" label={t.fields.unconfirmed} framed />
      <ReasonField name="why" label="why" optional />
    </>
  )
}

export const UnmetFields = () => (
  <>
    <ReasonField name="reason" label="reason" told />
    <ReasonField name="instead" label="instead" told optional />
  </>
)

export const UntilFields = () => {
  const t = useText(actText)
  return (
    <>
      <TextField name="until" kind="moment" type="datetime-local" label={t.fields.until} />
      <ReasonField name="reason" label="reason" told />
    </>
  )
}

export const PauseFields = () => {
  const t = useText(actText)
  return (
    <>
      <ChoiceList
        name="reason"
        legend={t.fields.pauseReason}
        initial="resident"
        options={(['resident', 'part', 'third_party'] as const).map((value) => ({
          value,
          title: t.pauseReasons[value],
        }))}
      />
      <TextField name="until" kind="moment" type="datetime-local" label={t.fields.until} />
      <ReasonField name="why" label="why" told />
    </>
  )
}

const Colleagues = ({ optional }: { readonly optional?: boolean }) => {
  const t = useText(actText)
  const me = useSignedIn()
  const areaId = useDeskAreaId(me)
  const duties = useQuery(query(listDuties, { query: { areaId } }))
  const others = (duties.data?.items ?? []).filter(({ personId }) => personId !== me.personId)
  return (
    <Select name="toPersonId" label={t.fields.toPerson} optional={optional}>
      {optional && <option value="">{t.same}</option>}
      {!optional && <option value={me.personId}>{t.fields.toMe}</option>}
      {others.map((one) => (
        <option key={one.dutyId} value={one.personId}>
          {`${one.name} · ${one.areaName}`}
        </option>
      ))}
    </Select>
  )
}

export const HandOverFields = () => (
  <>
    <Colleagues />
    <ReasonField name="reason" label="reason" />
  </>
)

export const RuleFields = () => {
  const t = useText(actText)
  return (
    <>
      <ChoiceList
        name="upheld"
        legend={t.fields.upheld}
        options={[
          { value: 'true', title: t.fields.upheldYes },
          { value: 'false', title: t.fields.upheldNo },
        ]}
      />
      <Colleagues optional />
      <ReasonField name="ruling" label="ruling" />
    </>
  )
}

const open = 'reported,dispatching,in_meeting,assigned,under_way,done,reopened'

export const MergeFields = ({ request }: About) => {
  const t = useText(actText)
  const say = useSay()
  const name = useWords()
  const [into, setInto] = useState<RequestRow>()
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const near = useQuery({
    ...query(findDuplicates, { query: { forPersonId: request.personId ?? undefined, areaId: request.areaId } }),
  })
  const found = useQuery({
    ...query(listRequests, { query: { q: asked, state: open, limit: '8' } }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const items = ((asked === '' ? near.data : found.data)?.items ?? []).filter(({ id }) => id !== request.id)
  const line = (row: RequestRow) => row.description || name({ zh: row.serviceZh, en: row.serviceEn })
  return (
    <>
      <input type="hidden" name="intoRequestId" value={into?.id ?? ''} />
      {into ? (
        <div className="lb-field">
          <span className="lb-field-label">{t.fields.into}</span>
          <span className="lb-row">
            <b>{line(into)}</b>
            <span className="lb-sm lb-soft">{into.number}</span>
            <Button kind="quiet" size="sm" onClick={() => setInto(undefined)}>
              {t.back}
            </Button>
          </span>
        </div>
      ) : (
        <PickList
          label={t.fields.into}
          hint={t.fields.intoHint}
          words={words}
          onWords={setWords}
          items={items}
          keyOf={({ id }) => id}
          onPick={setInto}
          none={asked !== '' && found.data ? t.fields.intoNone : undefined}
        >
          {(row) => (
            <span>
              <b>{line(row)}</b>
              <small>
                {[row.number, row.callName, row.areaName, say.brief(row.reportedAt)].filter(Boolean).join(' · ')}
              </small>
            </span>
          )}
        </PickList>
      )}
      <ReasonField name="why" label="why" optional />
    </>
  )
}
