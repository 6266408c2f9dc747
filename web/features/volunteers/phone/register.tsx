// 我要当志愿者: five short pages, everything kept on the way, one press at the end.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { listMyConsents } from '@linbang/contract/consents'
import { registerVolunteer } from '@linbang/contract/volunteers'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useElder } from '../../../kit/preference.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Fault } from '../../../ui/field.tsx'
import { StepBars, StepWords } from '../../../ui/progress.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { volunteersText } from '../text.ts'
import { AreasPage, ConsentPage, HoursPage, SkillsPage, WhoPage } from './register-pages.tsx'
import { ageOf, forgetRegistration, skillsOf, useRegistration } from './registration.ts'
import type { Registration } from './registration.ts'
import { hoursOf } from './week-cells.ts'

const pages = ['who', 'skills', 'hours', 'areas', 'consent'] as const
type Words = ReturnType<typeof useText<(typeof volunteersText)['zh']>>

/** What is missing on this page, as a sentence. */
const gapOf = (page: (typeof pages)[number], said: Registration, agreed: boolean, t: Words): string | undefined => {
  const age = ageOf(said.idNumber, new Date())
  if (page === 'who') {
    if (said.name.trim() === '') return t.nameShort
    if (age === undefined) return t.idShort
    if (age < 14) return t.tooYoung
    if (age < 18 && !/^\d{11}$/.test(said.guardianPhone)) return t.guardianShort
  }
  return page === 'consent' && !agreed ? t.agreeShort : undefined
}

const useSending = (said: Registration, consentVersion: number | undefined) => {
  const act = useAct(registerVolunteer, { refreshes: ['/me'], onDone: forgetRegistration })
  const hours = hoursOf(said.cells)
  const go = () => {
    if (consentVersion === undefined) return
    act.press({
      body: {
        name: said.name.trim(),
        idNumber: said.idNumber.toUpperCase(),
        skills: skillsOf(said),
        consentVersion,
        ...(said.about.trim() && { about: said.about.trim() }),
        ...(hours.length > 0 && { hours }),
        ...(said.areaIds.length > 0 && { areaIds: [...said.areaIds] }),
        ...(said.guardianPhone && { guardianPhone: said.guardianPhone }),
      },
    })
  }
  return { ...act, go }
}

const Done = ({ guardian, fresh }: { readonly guardian: boolean; readonly fresh: boolean }) => {
  const t = useText(volunteersText)
  return (
    <ResidentPage title={t.title} back="/me">
      <EmptyState action={<ButtonLink href="/me/volunteer">{t.toMine}</ButtonLink>}>
        <b>{fresh ? t.done : t.already}</b>
        <br />
        {fresh && t.doneLine} {guardian && t.doneGuardian}
      </EmptyState>
    </ResidentPage>
  )
}

export const RegisterPage = () => {
  const t = useText(volunteersText)
  const me = useSignedIn()
  const elder = useElder()
  const [, go] = useLocation()
  const { said, change } = useRegistration(me.name === me.callName ? '' : me.name)
  const [agreed, setAgreed] = useState(false)
  const [gap, setGap] = useState<string>()
  const fault = useRef<HTMLDivElement>(null)
  const consents = useQuery(query(listMyConsents))
  const text = consents.data?.items.find(({ purpose }) => purpose === 'volunteering')?.current
  const sending = useSending(said, text?.version)
  // the number is kept nowhere: after a reload one begins where it is asked
  const asked = Number(new URLSearchParams(useSearch()).get('page') ?? 1)
  const now = said.idNumber === '' ? 1 : Math.min(5, Math.max(1, asked || 1))
  const page = pages[now - 1] ?? 'who'
  if (sending.done) return <Done guardian={said.guardianPhone !== ''} fresh />
  if (me.volunteer && !['refused', 'left'].includes(me.volunteer.state)) return <Done guardian={false} fresh={false} />
  const goOn = () => {
    const missing = gapOf(page, said, agreed, t)
    setGap(missing)
    if (missing) return requestAnimationFrame(() => fault.current?.focus())
    if (page === 'consent') return sending.go()
    return go(`/volunteer?page=${now + 1}`)
  }
  return (
    <ResidentPage
      title={elder ? t.pages[page] : t.title}
      back="/me"
      aside={<StepWords now={now} of={5} />}
      top={
        <div className="lb-step-top">
          <StepBars now={now} of={5} words={elder ? t.pages[page] : undefined} />
        </div>
      }
      foot={
        <Button size="lg" wide busy={sending.busy} onClick={goOn}>
          {page === 'consent' ? t.send : t.next}
        </Button>
      }
    >
      {!elder && <h2 className="lb-title">{t.pages[page]}</h2>}
      <div ref={fault} tabIndex={-1} role="alert">
        <Fault text={gap} />
      </div>
      {sending.refused && <ErrorState error={sending.refused} onRetry={goOn} />}
      {consents.error && <ErrorState error={consents.error} onRetry={() => void consents.refetch()} />}
      {page === 'who' && <WhoPage said={said} change={change} />}
      {page === 'skills' && <SkillsPage said={said} change={change} />}
      {page === 'hours' && <HoursPage said={said} change={change} />}
      {page === 'areas' && <AreasPage said={said} change={change} />}
      {page === 'consent' && <ConsentPage said={said} text={text} agreed={agreed} onAgree={setAgreed} />}
    </ResidentPage>
  )
}
