// What the words seem to ask for, with the words that led there marked; one key writes it down. It proposes, the operator decides.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { suggestServices } from '@linbang/contract/catalog'
import type { Suggestion, Suggestions } from '@linbang/contract/catalog'
import { call } from '../../../kit/api.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Button, Pill } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { stateText } from '../../../ui/status.tsx'
import { intakeText } from '../text.ts'

/** Asked a moment after the last key; without a line there is no suggestion and nobody is held up. */
export const useSuggestions = (text: string): Suggestions | undefined => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 450)
    return () => clearTimeout(timer)
  }, [text])
  const { data } = useQuery({
    queryKey: ['suggestions', settled],
    queryFn: ({ signal }) => call(suggestServices, { body: { text: settled } }, { signal }),
    enabled: settled !== '',
    staleTime: Infinity,
    retry: false,
  })
  return settled === '' ? undefined : data
}

/** The text with the telling words marked. */
const Marked = ({ text, words }: { readonly text: string; readonly words: readonly string[] }) => {
  const telling = words.filter((word) => word !== '').map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  if (telling.length === 0) return <>{text}</>
  const parts = text.split(new RegExp(`(${telling.join('|')})`))
  return <>{parts.map((part, place) => (place % 2 === 1 ? <mark key={place}>{part}</mark> : part))}</>
}

export const SuggestionLine = ({
  text,
  found,
  onTake,
}: {
  readonly text: string
  readonly found: Suggestions
  readonly onTake: (service: Suggestion) => void
}) => {
  const t = useText(intakeText)
  const say = useWords()
  const { urgency } = useText(stateText)
  const [first, ...others] = found.services
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.key !== 'F2' || !first) return
      event.preventDefault()
      onTake(first)
    }
    addEventListener('keydown', hear)
    return () => removeEventListener('keydown', hear)
  }, [first, onTake])
  if (found.nothingAsked || !first) return <p className="lb-sm lb-soft">{t.suggestedNone}</p>
  return (
    <section className="lb-intake-suggestion" aria-label={t.suggested}>
      <div className="lb-intake-service">
        <IconBox name={first.icon as IconName} />
        <span className="lb-grow">
          <small>{t.suggested}</small> <b>{say(first)}</b>
        </span>
        <Chip>{t.kinds[first.kind]}</Chip>
        <Chip>{urgency[found.urgency]}</Chip>
        <Chip>{t.crowds[found.crowd]}</Chip>
        <Button size="sm" onClick={() => onTake(first)}>
          {t.suggestedTake} <kbd className="lb-intake-key">{t.suggestedKey}</kbd>
        </Button>
      </div>
      <p className="lb-sm">
        <Marked text={text} words={first.words} />
      </p>
      {others.length > 0 && (
        <div className="lb-filters" role="group" aria-label={t.suggestedOther}>
          <span className="lb-sm lb-soft">{t.suggestedOther}</span>
          {others.map((one) => (
            <Pill key={one.code} icon={one.icon as IconName} onClick={() => onTake(one)}>
              {say(one)}
            </Pill>
          ))}
        </div>
      )}
    </section>
  )
}
