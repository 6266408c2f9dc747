// Who is coming: face, form of address, 已实名, what they can do, and the meeting code to be said at the door.
import type { ReactNode } from 'react'
import { useText } from '../kit/text.ts'
import { Chip } from './chip.tsx'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'
import './person.css'

type Props = {
  readonly portrait: ReactNode
  /** 李师傅: how neighbours call them. */
  readonly name: ReactNode
  /** Only people whose identity was checked are ever shown to a resident. */
  readonly verified?: boolean | undefined
  /** 水电工证 · 帮过 126 次 · 评分 4.9 */
  readonly detail?: ReactNode | undefined
  readonly end?: ReactNode | undefined
}

export const PersonCard = ({ portrait, name, verified, detail, end }: Props) => {
  const t = useText(uiText)
  return (
    <div className="lb-person">
      {portrait}
      <div className="lb-grow">
        <p className="lb-person-name">
          <b>{name}</b>
          {verified && (
            <Chip icon="shield" tone="success">
              {t.verified}
            </Chip>
          )}
        </p>
        {detail && <p className="lb-person-detail">{detail}</p>}
      </div>
      {end}
    </div>
  )
}

/** Three digits, spoken before the door opens; read out one by one. `saying`: 见面口令，请他说给您听 */
export const MeetingCode = ({ code, saying }: { readonly code: string; readonly saying: ReactNode }) => (
  <p className="lb-code">
    <Icon name="key" size="sm" />
    <span className="lb-grow">{saying}</span>
    <b className="lb-num" aria-label={code.split('').join(' ')} role="img">
      {code}
    </b>
  </p>
)
