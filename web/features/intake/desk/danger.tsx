// Words of danger interrupt: the number to call stands over the form until the request is urgent or somebody says it is not.
import { useEffect, useState } from 'react'
import { checkWords } from '@linbang/contract/catalog'
import { call } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { intakeText } from '../text.ts'

type Danger = { readonly number: '120' | '119' | '110'; readonly words: readonly string[] }

/** Asked a moment after the last key; without a line nobody is held up. */
export const useDangerIn = (text: string): Danger | undefined => {
  const [danger, setDanger] = useState<Danger>()
  const written = text.trim() !== ''
  useEffect(() => {
    if (!written) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      call(checkWords, { body: { text } }, { signal: stop.signal })
        .then((found) => setDanger(found.call ? { number: found.call, words: found.words } : undefined))
        .catch((error: unknown) => {
          if (!stop.signal.aborted && !(error instanceof Refused)) throw error
        })
    }, 450)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, written])
  return written ? danger : undefined
}

export const DangerBar = ({
  danger,
  onLife,
  onNot,
}: {
  readonly danger: Danger
  readonly onLife: () => void
  readonly onNot: () => void
}) => {
  const t = useText(intakeText)
  const say = useSay()
  return (
    <div className="lb-intake-danger" role="alert">
      <Icon name="sos" size="lg" />
      <div className="lb-grow">
        <b>{t.danger[danger.number]}</b>
        <p className="lb-sm">
          {danger.words.length > 0 && `${t.dangerWords(say.list(danger.words))} · `}
          {t.dangerLine}
        </p>
      </div>
      <ButtonLink kind="danger" icon="phone" href={`tel:${danger.number}`}>
        {t.dangerCall[danger.number]}
      </ButtonLink>
      <Button kind="danger-line" icon="bell" onClick={onLife}>
        {t.dangerLife}
      </Button>
      <Button kind="quiet" onClick={onNot}>
        {t.dangerNot}
      </Button>
    </div>
  )
}
