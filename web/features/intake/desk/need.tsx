// What somebody needs, as the desk writes it down: their words, the service they suggest, when, how urgent.
import type { Suggestion, Suggestions } from '@linbang/contract/catalog'
import { useText } from '../../../kit/text.ts'
import { TextArea } from '../../../ui/field.tsx'
import { intakeText } from '../text.ts'
import type { IntakeDraft } from './draft.ts'
import { ServicePick } from './service-pick.tsx'
import { SuggestionLine } from './suggestion.tsx'
import { Urgent, When } from './when.tsx'

type Props = {
  readonly draft: IntakeDraft
  readonly rows: number
  readonly suggestions: Suggestions | undefined
  readonly onChange: (part: Partial<IntakeDraft>) => void
  readonly onTake: (one: Suggestion) => void
}

export const Need = ({ draft, rows, suggestions, onChange, onTake }: Props) => {
  const t = useText(intakeText)
  return (
    <>
      <TextArea
        name="words"
        label={t.said}
        hint={t.saidHint}
        rows={rows}
        value={draft.words}
        maxLength={2000}
        onChange={(event) => onChange({ words: event.target.value })}
      />
      {suggestions && draft.serviceCode === '' && (
        <SuggestionLine text={draft.words} found={suggestions} onTake={onTake} />
      )}
      <ServicePick draft={draft} onChange={onChange} />
      <When draft={draft} onChange={onChange} />
      <Urgent draft={draft} onChange={onChange} />
    </>
  )
}
