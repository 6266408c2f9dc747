// One regular help as a card that leads to it.
import type { Series } from '@linbang/contract/series'
import { momentOf } from '../../../kit/say.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { CardLink } from '../../../ui/card.tsx'
import { seriesText } from '../text.ts'
import { ruleWords } from './rule-words.ts'

export const SeriesLink = ({ series }: { readonly series: Series }) => {
  const t = useText(seriesText)
  const say = useSay()
  const words = useWords()
  const [next] = series.next
  const ended = series.state === 'ended'
  return (
    <CardLink
      href={`/series/${series.id}`}
      icon="calendar"
      tone={ended ? 'neutral' : 'primary'}
      title={words({ zh: series.serviceZh, en: series.serviceEn })}
      detail={[
        ...(ended
          ? [t.endedState]
          : [ruleWords(series.rule, t, say), ...(next ? [say.day(momentOf(next.day, series.from))] : [])]),
        ...(series.keepPersonName ? [series.keepPersonName] : []),
      ].join(' · ')}
    />
  )
}
