// The other faces of a list or page: nothing here, not loaded yet, slow, refused.
import { useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { UseQueryResult } from '@tanstack/react-query'
import { useText } from '../kit/text.ts'
import { Button } from './button.tsx'
import { RefusalLines } from './refusal.tsx'
import { uiText } from './text.ts'
import './states.css'

const useAfter = (milliseconds: number): boolean => {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), milliseconds)
    return () => clearTimeout(timer)
  }, [milliseconds])
  return due
}
/** A small house front with its one window dark, a sentence, one thing to do. */
export const EmptyState = ({
  children,
  action,
}: {
  readonly children: ReactNode
  readonly action?: ReactNode | undefined
}) => (
  <div className="lb-empty">
    <svg viewBox="0 0 96 72" width="96" height="72" aria-hidden="true" focusable="false">
      <path d="M8 68V34l6-8h30l6 8v34zM56 68V22h32v46z" fill="var(--lb-surface-sunken)" />
      <path d="M4 68h88" stroke="var(--lb-border-strong)" strokeWidth="2" strokeLinecap="round" />
      <path
        d="M17 42h9v9h-9zM33 42h9v9h-9zM17 56h9v9h-9zM63 30h7v8h-7zM75 30h7v8h-7zM63 44h7v8h-7zM75 44h7v8h-7z"
        fill="var(--lb-surface)"
      />
      <rect
        x="33"
        y="56"
        width="9"
        height="9"
        fill="var(--lb-surface)"
        stroke="var(--lb-border-strong)"
        strokeWidth="1.5"
      />
    </svg>
    <p>{children}</p>
    {action}
  </div>
)

export const ErrorState = ({
  error,
  onRetry,
}: {
  readonly error: unknown
  readonly onRetry?: (() => void) | undefined
}) => {
  const t = useText(uiText)
  return (
    <div className="lb-error" role="alert">
      <RefusalLines error={error} />
      {onRetry && (
        <Button kind="secondary" icon="refresh" onClick={onRetry}>
          {t.tryAgain}
        </Button>
      )}
    </div>
  )
}

type SkeletonProps = {
  readonly shape?: 'card' | 'rows' | 'page' | undefined
  readonly count?: number | undefined
  readonly onRetry?: (() => void) | undefined
}

/** Shapes after 300 ms; after 8 s 网慢，还在找 with a button. */
export const Skeleton = ({ shape = 'card', count = 3, onRetry }: SkeletonProps) => {
  const t = useText(uiText)
  const seen = useAfter(300)
  const slow = useAfter(8000)
  if (!seen) return null
  return (
    <div className="lb-skeleton" data-shape={shape} role="status">
      <span className="lb-sr">{t.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} aria-hidden="true">
          <i />
          <i />
          <i />
        </div>
      ))}
      {slow && (
        <p>
          {t.slow}{' '}
          {onRetry && (
            <Button kind="quiet" onClick={onRetry}>
              {t.tryAgain}
            </Button>
          )}
        </p>
      )}
    </div>
  )
}

type LoadedProps<T> = {
  readonly from: Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending'> & { readonly refetch: () => unknown }
  readonly shape?: 'card' | 'rows' | 'page' | undefined
  readonly count?: number | undefined
  readonly empty?: (data: T) => ReactNode | undefined
  readonly children: (data: T) => ReactNode
}

/** The four states of a query in one place; what was loaded stays in sight when a later fetch fails. */
export const Loaded = <T,>({ from, shape = 'card', count = 3, empty, children }: LoadedProps<T>) => {
  const retry = () => void from.refetch()
  if (from.data !== undefined) return <>{empty?.(from.data) ?? children(from.data)}</>
  if (from.error) return <ErrorState error={from.error} onRetry={retry} />
  return <Skeleton shape={shape} count={count} onRetry={retry} />
}
