// What has happened and what comes: done is a lit window, now is pine with three dots, to come is a dark window.
import type { ReactNode } from 'react'
import './timeline.css'

export type Step = {
  readonly id: string
  readonly title: ReactNode
  readonly at?: string | undefined
  readonly detail?: ReactNode | undefined
  readonly state: 'done' | 'now' | 'coming'
  /** Staff see who and by which channel. */
  readonly actor?: ReactNode | undefined
}

const Window = ({ state }: { readonly state: Step['state'] }) => (
  <svg className="lb-timeline-window" data-state={state} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
    {state === 'coming' ? (
      <>
        <rect x="4" y="3" width="20" height="22" rx="3.5" strokeWidth="2" />
        <path d="M14 3v22M4 14h20" strokeWidth="1.5" />
      </>
    ) : (
      <rect x="3" y="2" width="22" height="24" rx="4" />
    )}
    {state === 'done' && (
      <path d="m8.5 14.5 3.8 3.8 7.5-8.3" fill="none" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    )}
    {state === 'now' && [9, 14, 19].map((x) => <circle key={x} cx={x} cy="14" r="1.9" />)}
  </svg>
)

export const Timeline = ({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) => (
  <ol className="lb-timeline" aria-label={label}>
    {steps.map(({ id, title, at, detail, state, actor }) => (
      <li key={id} data-state={state} aria-current={state === 'now' ? 'step' : undefined}>
        <Window state={state} />
        <b>{title}</b>
        {at ? <time>{at}</time> : <span />}
        {(detail || actor) && (
          <small>
            {detail}
            {actor && <span className="lb-timeline-actor">{actor}</span>}
          </small>
        )}
      </li>
    ))}
  </ol>
)
