// How far: always in words as well as bars.
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'
import './progress.css'

/** Bars of a flow with 第 2 步，共 3 步 in the header; `words` adds the sentence under the bars (长辈版). */
export const StepBars = ({
  now,
  of,
  words,
}: {
  readonly now: number
  readonly of: number
  readonly words?: string | undefined
}) => {
  const t = useText(uiText)
  return (
    <div>
      <div className="lb-step-bars" role="img" aria-label={t.step(now, of)}>
        {Array.from({ length: of }, (_, index) => (
          <i key={index} data-state={index + 1 < now ? 'past' : index + 1 === now ? 'now' : 'coming'} />
        ))}
      </div>
      {words && <p className="lb-step-words">{`${t.step(now, of)}${t.colon}${words}`}</p>}
    </div>
  )
}

export const StepWords = ({ now, of }: { readonly now: number; readonly of: number }) => {
  const t = useText(uiText)
  return <p className="lb-sm lb-soft lb-nowrap">{t.step(now, of)}</p>
}

/** Named bars under a card: 收到了 · 有人接 · 在路上 · 办好了. */
export const StageBars = ({ stages, now }: { readonly stages: readonly string[]; readonly now: number }) => {
  const t = useText(uiText)
  return (
    <ol className="lb-stages" aria-label={t.progress(t.step(Math.min(now + 1, stages.length), stages.length))}>
      {stages.map((stage, index) => (
        <li
          key={stage}
          data-state={index < now ? 'done' : index === now ? 'now' : 'coming'}
          aria-current={index === now ? 'step' : undefined}
        >
          {stage}
        </li>
      ))}
    </ol>
  )
}

/** Numbered steps of the service sheet: 1 签到 · 2 做事 · 3 签字. */
export const SheetSteps = ({ steps, now }: { readonly steps: readonly string[]; readonly now: number }) => (
  <ol className="lb-sheet-steps">
    {steps.map((step, index) => (
      <li
        key={step}
        data-state={index < now ? 'done' : index === now ? 'now' : 'coming'}
        aria-current={index === now ? 'step' : undefined}
      >
        <span>{index < now ? <Icon name="check" size="xs" /> : index + 1}</span>
        {step}
      </li>
    ))}
  </ol>
)

/** A bar for a share of something, with its own words beside it. */
export const ShareBar = ({ share, label }: { readonly share: number; readonly label: string }) => (
  <span className="lb-share" role="img" aria-label={label}>
    <i style={{ width: `${Math.round(Math.min(1, Math.max(0, share)) * 100)}%` }} />
  </span>
)
