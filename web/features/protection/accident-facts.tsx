// One accident as it was told, what was done since, and the paper; the same on the phone and at the desk.
import { printAccident } from '@linbang/contract/accidents'
import type { Accident } from '@linbang/contract/accidents'
import { addressOf } from '../../kit/api.ts'
import { useSay, useText } from '../../kit/text.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Card, Facts, Section } from '../../ui/card.tsx'
import { Chip } from '../../ui/chip.tsx'
import { accidentText } from './accident-text.ts'

export const accidentTones = { open: 'warn', closed: 'success' } as const

const Since = ({ accident: { steps, nextOn } }: { readonly accident: Accident }) => {
  const t = useText(accidentText)
  const say = useSay()
  return (
    <Section title={t.steps}>
      {steps.length === 0 && <p className="lb-sm lb-soft">{t.noSteps}</p>}
      {steps.map(({ id, at, name, words }) => (
        <Card key={id}>
          <p>{words}</p>
          <p className="lb-sm lb-soft">{`${say.dateTime(at)} · ${name}`}</p>
        </Card>
      ))}
      {nextOn && <p className="lb-sm lb-soft">{`${t.next} ${nextOn}`}</p>}
    </Section>
  )
}

export const AccidentFacts = ({ accident }: { readonly accident: Accident }) => {
  const t = useText(accidentText)
  const say = useSay()
  const { number, state, happenedAt, areaName, place, hurt, hurtName, what, injury, done, witness } = accident
  const told = [
    { label: t.what, value: what },
    { label: t.injury, value: injury },
    { label: t.done, value: done },
    { label: t.witness, value: witness },
  ]
  return (
    <>
      <Card label={t.number(number)}>
        <div className="lb-row" data-between="">
          <b className="lb-num">{t.number(number)}</b>
          <Chip tone={accidentTones[state]}>{t.state[state]}</Chip>
        </div>
        <Facts
          facts={[
            { label: t.when, value: say.dateTime(happenedAt) },
            { label: t.where, value: `${areaName} ${place}` },
            { label: t.hurt, value: [t.hurtOf[hurt], hurtName].filter(Boolean).join(' ') },
            ...told.filter(({ value }) => value !== ''),
            { label: t.insured, value: accident.insured ? t.yes : t.no },
            { label: t.reporter, value: accident.reporterName },
          ]}
        />
      </Card>
      <ButtonLink
        kind="secondary"
        icon="printer"
        href={addressOf(printAccident, { params: { accidentId: accident.id } })}
        target="_blank"
      >
        {t.print}
      </ButtonLink>
      <Since accident={accident} />
    </>
  )
}
