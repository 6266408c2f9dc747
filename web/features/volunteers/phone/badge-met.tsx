// What the QR of a badge opens on the resident's phone: is this person ours, and is it who was announced?
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { checkBadge, meetBadge } from '@linbang/contract/badges'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import type { Answer } from '../../../kit/api.ts'
import { useInstallation, useMe } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { badgeText } from '../badge-text.ts'

type Known = Answer<typeof checkBadge>
type Met = Answer<typeof meetBadge> | undefined

const Verdict = ({ known, met }: { readonly known: Known; readonly met: Met }) => {
  const t = useText(badgeText)
  const name = known.callName ?? ''
  if (!known.ours)
    return (
      <Note tone="danger" icon="warn" title={t.not}>
        {null}
      </Note>
    )
  return (
    <>
      <Note
        tone={met?.expected ? 'success' : 'primary'}
        icon="checkc"
        title={met?.expected ? t.expected(name) : t.ours(name)}
      >
        {known.fresh ? (met?.expected ? t.proved : t.fresh) : null}
      </Note>
      {!known.fresh && (
        <Note tone="warn" icon="clock">
          {t.old}
        </Note>
      )}
      {!known.active && (
        <Note tone="warn" icon="warn">
          {t.away}
        </Note>
      )}
      {met && !met.expected && (
        <Note tone="warn" icon="warn">
          {t.notYours}
        </Note>
      )}
      {met?.expected && <p>{t.compare}</p>}
    </>
  )
}

export const BadgeMetPage = ({ params }: { readonly params: { readonly code: string } }) => {
  const t = useText(badgeText)
  const hotline = useInstallation()?.hotline
  const me = useMe()
  const number = params.code
  const known = useQuery({ ...query(checkBadge, { params: { number } }), staleTime: Number.POSITIVE_INFINITY })
  const meet = useAct(meetBadge, { refreshes: ['/requests'] })
  const signedIn = me !== null && me !== undefined
  const { press } = meet
  useEffect(() => {
    if (signedIn) press({ params: { number }, body: {} })
    // oxlint-disable-next-line react/exhaustive-deps -- the badge is met once, when the page opens
  }, [signedIn, number])
  return (
    <ResidentPage
      title={t.checkTitle}
      back="/"
      foot={
        <>
          {meet.done?.requestId && (
            <ButtonLink size="lg" href={`/requests/${meet.done.requestId}`}>
              {t.seeRequest}
            </ButtonLink>
          )}
          {hotline && (
            <ButtonLink kind="secondary" size="lg" icon="phone" href={`tel:${hotline}`}>
              {t.hotline(hotline)}
            </ButtonLink>
          )}
        </>
      }
    >
      <Loaded from={known}>{(answer) => <Verdict known={answer} met={meet.done} />}</Loaded>
    </ResidentPage>
  )
}
