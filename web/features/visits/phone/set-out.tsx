// 我出发了: about when, told to whoever waits.
import { setOut } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ChoiceList } from '../../../ui/choice.tsx'
import { Sheet } from '../../../ui/dialog.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { visitsText } from '../text.ts'
import { useStep } from './use-step.ts'

const choices = [5, 10, 15, 20, 30, 45, 60] as const

export const SetOutSheet = ({ visit, onClose }: { readonly visit: Visit; readonly onClose: () => void }) => {
  const t = useText(visitsText)
  const say = useSay()
  const now = useNow(30)
  const at = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
  const step = useStep(setOut, t.outbox.setOut, onClose)
  return (
    <Sheet open onClose={onClose} title={t.setOutTitle}>
      {step.refused && <ErrorState error={step.refused} />}
      <ChoiceList
        name="minutes"
        legend={t.setOutLine}
        options={choices.map((minutes) => ({
          value: String(minutes),
          title: t.inMinutes(say.duration(minutes), say.brief(at(minutes))),
        }))}
        onChoose={(minutes) => step.press({ params: { visitId: visit.id }, body: { arrivesAt: at(Number(minutes)) } })}
      />
    </Sheet>
  )
}
