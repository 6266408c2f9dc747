// One accident as I reported it, and what the community has done since.
import { useQuery } from '@tanstack/react-query'
import { getAccident } from '@linbang/contract/accidents'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { AccidentFacts } from '../accident-facts.tsx'
import { accidentText } from '../accident-text.ts'

export const OneAccidentPage = ({ params }: { readonly params: { readonly accidentId: string } }) => {
  const t = useText(accidentText)
  const accident = useQuery(query(getAccident, { params }))
  return (
    <ResidentPage title={t.title} back="/accident">
      <Loaded from={accident} shape="page">
        {(one) => <AccidentFacts accident={one} />}
      </Loaded>
    </ResidentPage>
  )
}
