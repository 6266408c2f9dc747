// Finds one of very many by typing: a person, a volunteer, a building. Answers of an older word never replace newer ones.
import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { ReactNode } from 'react'
import { useText } from '../../kit/text.ts'
import { uiText } from '../text.ts'
import { DeskTheme } from './theme.tsx'

export type Found = { readonly value: string; readonly title: string; readonly detail?: ReactNode }

type Props = {
  readonly id?: string
  readonly label: string
  readonly placeholder?: string
  readonly value?: Found | undefined
  readonly onChoose: (found: Found | undefined) => void
  /** Asks the server; names the question for the cache. */
  readonly find: (words: string) => {
    readonly queryKey: readonly unknown[]
    readonly queryFn: () => Promise<readonly Found[]>
  }
}

export const Finder = ({ id, label, placeholder, value, onChoose, find }: Props) => {
  const t = useText(uiText)
  const [words, setWords] = useState('')
  const asked = useDeferredValue(words.trim())
  const { data, isFetching, error } = useQuery({
    ...find(asked),
    enabled: asked !== '',
    placeholderData: (before) => before,
  })
  const options = (asked === '' ? (value ? [value] : []) : (data ?? [])).map((one) => ({ ...one, label: one.title }))
  return (
    <DeskTheme>
      <Select
        {...(id !== undefined && { id })}
        {...(placeholder !== undefined && { placeholder })}
        aria-label={label}
        style={{ width: '100%' }}
        showSearch={{ filterOption: false, onSearch: setWords }}
        allowClear
        value={value?.value ?? null}
        loading={isFetching}
        notFoundContent={asked === '' ? t.typeToFind : error ? t.tryAgain : isFetching ? t.loading : t.nothing}
        options={options}
        optionRender={({ data: one }) => (
          <span>
            {one.title} {one.detail && <span className="lb-xs lb-faint">{one.detail}</span>}
          </span>
        )}
        onChange={(chosen: string | null) => onChoose(options.find((one) => one.value === chosen))}
      />
    </DeskTheme>
  )
}
