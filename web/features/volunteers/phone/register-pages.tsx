// The five pages of a registration. Each asks one thing and says what it is for.
import type { ReactNode } from 'react'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Skeleton } from '../../../ui/states.tsx'
import { useSignedIn } from '../../../kit/session.tsx'
import { volunteersText } from '../text.ts'
import { AreasChoice, useAreaNames } from './areas-choice.tsx'
import { ageOf, skillsOf } from './registration.ts'
import type { Registration } from './registration.ts'
import { useSkillName, usualSkills } from './skill-words.ts'
import { hoursOf, minutesOf } from './week-cells.ts'
import { WeekGrid } from './week-grid.tsx'

type Props = { readonly said: Registration; readonly change: (next: Partial<Registration>) => void }

export const WhoPage = ({ said, change }: Props) => {
  const t = useText(volunteersText)
  const age = ageOf(said.idNumber, useNow(60))
  return (
    <>
      <TextField
        name="name"
        label={t.name}
        hint={t.nameHint}
        autoComplete="name"
        maxLength={40}
        value={said.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextField
        name="idNumber"
        label={t.idNumber}
        hint={t.idHint}
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={24}
        value={said.idNumber}
        onChange={(event) => change({ idNumber: event.target.value.replace(/\s/g, '').slice(0, 18) })}
      />
      {age !== undefined && age >= 14 && age < 18 && (
        <TextField
          name="guardianPhone"
          label={t.guardian}
          hint={t.guardianHint}
          type="tel"
          inputMode="tel"
          value={said.guardianPhone}
          onChange={(event) => change({ guardianPhone: event.target.value.replace(/[\s-]/g, '').slice(0, 11) })}
        />
      )}
      <Note tone="info" icon="lock" title={t.idWhy}>
        {t.idWhyLine}
      </Note>
    </>
  )
}

export const SkillsPage = ({ said, change }: Props) => {
  const t = useText(volunteersText)
  const skillName = useSkillName()
  return (
    <>
      <ChoiceList
        name="skills"
        legend={t.skills}
        hint={t.skillsHint}
        many
        initial={said.skills}
        options={usualSkills.map((value) => ({ value, title: skillName(value) }))}
        onChoose={(value, on) =>
          change({ skills: on ? [...said.skills, value] : said.skills.filter((one) => one !== value) })
        }
      />
      <TextArea
        name="otherSkills"
        label={t.otherSkill}
        hint={t.otherSkillHint}
        optional
        rows={2}
        value={said.otherSkills}
        onChange={(event) => change({ otherSkills: event.target.value })}
      />
      <TextArea
        name="about"
        label={t.about}
        optional
        rows={2}
        maxLength={300}
        value={said.about}
        onChange={(event) => change({ about: event.target.value })}
      />
    </>
  )
}

export const HoursPage = ({ said, change }: Props) => {
  const t = useText(volunteersText)
  const say = useSay()
  const minutes = minutesOf(hoursOf(said.cells))
  return (
    <>
      <p className="lb-soft">{t.hoursHint}</p>
      <WeekGrid cells={said.cells} onChange={(cells) => change({ cells })} />
      <p className="lb-soft" role="status">
        {minutes > 0 ? t.hoursSum(say.duration(minutes)) : t.noHours}
      </p>
    </>
  )
}

export const AreasPage = ({ said, change }: Props) => {
  const { home } = useSignedIn()
  const usual = home?.communityId ? [home.communityId] : []
  return (
    <AreasChoice chosen={said.areaIds.length > 0 ? said.areaIds : usual} onChange={(areaIds) => change({ areaIds })} />
  )
}

type ConsentProps = {
  readonly said: Registration
  readonly text: { readonly zh: string; readonly en: string } | undefined
  readonly agreed: boolean
  readonly onAgree: (agreed: boolean) => void
}

const Check = ({ said }: { readonly said: Registration }) => {
  const t = useText(volunteersText)
  const say = useSay()
  const skillName = useSkillName()
  const { home } = useSignedIn()
  const { communities, grids } = useAreaNames()
  const areas = [...communities, ...grids].filter(({ value }) => said.areaIds.includes(value)).map(({ title }) => title)
  const minutes = minutesOf(hoursOf(said.cells))
  const row = (label: string, value: ReactNode, page: number) => ({
    label,
    value: value || t.nothing,
    action: (
      <ButtonLink kind="quiet" href={`/volunteer?page=${page}`} aria-label={t.changeRow(label)}>
        {t.change}
      </ButtonLink>
    ),
  })
  return (
    <Card>
      <Facts
        facts={[
          row(t.rows.name, said.name, 1),
          ...(said.guardianPhone ? [row(t.rows.guardian, said.guardianPhone, 1)] : []),
          row(t.rows.skills, say.list(skillsOf(said).map(skillName)), 2),
          row(t.rows.hours, minutes > 0 ? t.hoursSum(say.duration(minutes)) : '', 3),
          row(t.rows.areas, say.list(areas) || home?.communityName, 4),
        ]}
      />
    </Card>
  )
}

export const ConsentPage = ({ said, text, agreed, onAgree }: ConsentProps) => {
  const t = useText(volunteersText)
  const words = useWords()
  return (
    <>
      <Check said={said} />
      {text ? (
        <Card label={t.consent}>
          <h3 className="lb-heading">{t.consent}</h3>
          <p className="lb-sm lb-volunteers-text">{words(text)}</p>
        </Card>
      ) : (
        <Skeleton count={1} />
      )}
      <CheckBox name="agree" framed label={t.agree} checked={agreed} onChoose={onAgree} />
    </>
  )
}
