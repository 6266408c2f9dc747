// My data, my rights: what I may demand, what I have asked and until when it is answered, and the data themselves once granted.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { askRight, copyMyData, listMyRights, takeBackRight } from '@linbang/contract/rights'
import type { Right } from '@linbang/contract/rights'
import { useAct } from '../../../kit/act.ts'
import { addressOf, query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, CardLink, Note, Section } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/field.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rightsText } from '../text.ts'
import './rights.css'

type Kind = 'view' | 'copy' | 'correct' | 'erase' | 'withdraw' | 'close'
const kinds: readonly { readonly kind: Kind; readonly icon: IconName }[] = [
  { kind: 'view', icon: 'eye' },
  { kind: 'copy', icon: 'download' },
  { kind: 'correct', icon: 'pen' },
  { kind: 'withdraw', icon: 'swap' },
  { kind: 'erase', icon: 'x' },
  { kind: 'close', icon: 'key' },
]
const tones = { open: 'warn', granted: 'success', refused: 'danger', taken_back: 'neutral' } as const

export const RightsPage = () => {
  const t = useText(rightsText)
  const [asking, setAsking] = useState<Kind>()
  const rights = useQuery(query(listMyRights, {}))
  const open = new Set(rights.data?.items.filter(({ state }) => state === 'open').map(({ kind }) => kind))
  return (
    <ResidentPage title={t.title} back="/me">
      <p className="lb-soft">{t.intro}</p>
      <Section title={t.asked}>
        <Loaded
          from={rights}
          shape="rows"
          empty={({ items }) => (items.length === 0 ? <EmptyState>{t.none}</EmptyState> : undefined)}
        >
          {({ items }) => (
            <>
              {items.map((right) => (
                <Asked key={right.id} right={right} />
              ))}
            </>
          )}
        </Loaded>
      </Section>
      <Section title={t.may}>
        {kinds.map(({ kind, icon }) => (
          <Card key={kind}>
            <div className="lb-rights-kind">
              <span className="lb-grow">
                <b>{t.kinds[kind]}</b>
                <span className="lb-sm lb-soft">{t.lines[kind]}</span>
              </span>
              <Button
                kind="secondary"
                icon={icon}
                disabled={open.has(kind)}
                aria-label={t.askOf(t.kinds[kind])}
                onClick={() => setAsking(kind)}
              >
                {open.has(kind) ? t.waiting : t.ask}
              </Button>
            </div>
          </Card>
        ))}
        <CardLink href="/me/consents" icon="lock" tone="info" title={t.consents} detail={t.consentsLine} />
        <CardLink href="/me/looks" icon="eye" tone="info" title={t.looks} />
        <CardLink href="/me/home" icon="home" tone="neutral" title={t.home} detail={t.homeLine} />
      </Section>
      {asking && <AskDialog kind={asking} onClose={() => setAsking(undefined)} />}
    </ResidentPage>
  )
}

const Asked = ({ right }: { readonly right: Right }) => {
  const t = useText(rightsText)
  const say = useSay()
  const back = useAct(takeBackRight)
  const { id, kind, state, words, place, askedAt, dueAt, answer, readyUntil } = right
  return (
    <Card>
      <div className="lb-stack">
        <div className="lb-row" data-between="">
          <b>{t.kinds[kind]}</b>
          <Chip tone={tones[state]}>{t.states[state]}</Chip>
        </div>
        <p className="lb-sm lb-soft">
          {[t.askedOn(say.date(askedAt)), state === 'open' ? t.answeredBy(say.date(dueAt)) : '']
            .filter(Boolean)
            .join(' · ')}
        </p>
        {(place ?? words) && <p>{place ?? words}</p>}
        {answer && <Note icon="info">{t.answer(answer)}</Note>}
        {back.refused && <ErrorState error={back.refused} />}
        {state === 'open' && (
          <Button kind="quiet" busy={back.busy} onClick={() => back.press({ params: { rightId: id }, body: {} })}>
            {t.takeBack}
          </Button>
        )}
        {readyUntil && (
          <div className="lb-row">
            <ButtonLink icon="eye" href={`/me/rights/${id}`}>
              {t.see}
            </ButtonLink>
            <ButtonLink
              kind="secondary"
              icon="download"
              href={addressOf(copyMyData, { params: { rightId: id } })}
              download
            >
              {t.download}
            </ButtonLink>
          </div>
        )}
        {readyUntil && <p className="lb-sm lb-soft">{t.readyUntil(say.date(readyUntil))}</p>}
      </div>
    </Card>
  )
}

const AskDialog = ({ kind, onClose }: { readonly kind: Kind; readonly onClose: () => void }) => {
  const t = useText(rightsText)
  const [words, setWords] = useState('')
  const ask = useAct(askRight, {
    onDone: () => {
      toast(t.sent)
      onClose()
    },
  })
  const grave = kind === 'erase' || kind === 'close'
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.kinds[kind]}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {t.notNow}
          </Button>
          <Button
            kind={grave ? 'danger' : 'main'}
            busy={ask.busy}
            disabled={kind === 'correct' && words.trim() === ''}
            onClick={() => ask.press({ body: { kind, ...(words.trim() !== '' && { words: words.trim() }) } })}
          >
            {t.send}
          </Button>
        </>
      }
    >
      <p>{t.lines[kind]}</p>
      {grave && (
        <Note tone="warn" icon="warn">
          {t.graveLine}
        </Note>
      )}
      <TextArea
        name="words"
        label={kind === 'correct' ? t.whatToCorrect : t.words}
        optional={kind !== 'correct'}
        hint={t.wordsHint}
        maxLength={1000}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <p className="lb-sm lb-soft">{t.clock}</p>
      {ask.refused && <ErrorState error={ask.refused} />}
    </Dialog>
  )
}
