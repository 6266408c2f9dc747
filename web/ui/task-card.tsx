// A job a neighbour could do: what, how soon, near where, how long, what gain, why you. Never the name or the door.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { Meta } from './card.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon.tsx'
import './task-card.css'

type Props = {
  readonly title: string
  readonly href?: string | undefined
  /** UrgencyChip or a chip with the day. */
  readonly chip?: ReactNode | undefined
  readonly meta: readonly { readonly icon: IconName; readonly text: ReactNode }[]
  /** 您有水电工证，去过这家 2 次 */
  readonly why?: ReactNode | undefined
  /** We asked you: who else was asked, and until when. */
  readonly invited?: { readonly words: ReactNode; readonly replyBy: ReactNode }
  /** Two buttons at most: 我来帮, 这次不行. */
  readonly actions?: ReactNode | undefined
}

export const TaskCard = ({ title, href, chip, meta, why, invited, actions }: Props) => (
  <article className="lb-task" data-invited={invited ? '' : undefined}>
    {invited && (
      <p className="lb-task-invited">
        <Icon name="bell" size="sm" />
        <span className="lb-grow">{invited.words}</span>
        <b className="lb-nowrap">{invited.replyBy}</b>
      </p>
    )}
    <div className="lb-task-body">
      <div className="lb-row" data-between="">
        <h2>{href ? <Link href={href}>{title}</Link> : title}</h2>
        {chip}
      </div>
      <Meta items={meta} />
      {why && (
        <p className="lb-task-why">
          <Icon name="check" size="xs" />
          <span>{why}</span>
        </p>
      )}
      {actions && <div className="lb-task-actions">{actions}</div>}
    </div>
  </article>
)
