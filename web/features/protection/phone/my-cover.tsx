// 我的保险: until when I am insured, or that risky jobs do not come to me yet.
import { useQuery } from '@tanstack/react-query'
import { myCover } from '@linbang/contract/insurance'
import { query } from '../../../kit/api.ts'
import { useText, useWords } from '../../../kit/text.ts'
import { Note } from '../../../ui/card.tsx'
import { insuranceText } from '../insurance-text.ts'

export const MyCover = () => {
  const t = useText(insuranceText)
  const words = useWords()
  const items = useQuery(query(myCover)).data?.items
  if (items === undefined) return null
  return (
    <Note icon="shield" tone={items.length > 0 ? 'info' : 'warn'} title={t.mine}>
      {items.length === 0 && t.mineNone}
      {items.map(({ insurer, number, fromOn, toOn, service }) => (
        <p key={`${number}${fromOn}`}>
          {[
            toOn === null ? t.mineForever : t.mineLine(toOn),
            number ? `${insurer} ${number}` : t.noPolicy,
            service && t.only(words(service)),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      ))}
    </Note>
  )
}
