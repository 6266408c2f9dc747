// Who is at the other end, in one cell: the name as neighbours say it, the number masked, the building.
import { Link } from 'wouter'
import { useText } from '../../../kit/text.ts'
import { callsText } from '../text.ts'

type Caller = {
  readonly personId: string | null
  readonly callName: string | null
  readonly numberMasked: string | null
  readonly areaName: string | null
  readonly secret?: boolean
}

export const useCallerName = () => {
  const t = useText(callsText)
  return ({ callName, numberMasked, secret }: Caller): string => {
    if (callName !== null) return callName
    if (numberMasked !== null) return t.unknown
    return secret ? t.secretCaller : t.withheld
  }
}

export const CallerCell = ({ of }: { readonly of: Caller }) => {
  const name = useCallerName()
  const beside = [of.numberMasked, of.areaName].filter(Boolean).join(' · ')
  return (
    <>
      {of.personId === null ? <b>{name(of)}</b> : <Link href={`/desk/people/${of.personId}`}>{name(of)}</Link>}
      {beside && <small className="lb-num">{beside}</small>}
    </>
  )
}
