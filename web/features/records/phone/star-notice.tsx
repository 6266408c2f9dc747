// Something against a star, from the link of the public notice: said to the community, read by nobody else.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listStarNotices, objectToStar } from '@linbang/contract/stars'
import type { StarNotice } from '@linbang/contract/stars'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Card, Note } from '../../../ui/card.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { starText } from '../star-text.ts'

const Objecting = ({ one, onSent }: { readonly one: StarNotice; readonly onSent: () => void }) => {
  const t = useText(starText)
  const say = useSay()
  const object = useAct(objectToStar, { onDone: onSent })
  return (
    <>
      <Card label={t.star(one.stars, one.year)}>
        <b>{t.star(one.stars, one.year)}</b>
        <p className="lb-sm">
          {one.nameMasked ?? t.minor} · {t.number(one.volunteerNumber)} · {one.unit}
        </p>
        <p className="lb-sm lb-soft">
          {one.kind === 'lasting' ? say.hours(one.minutes) : say.number(one.points)} ·{' '}
          {t.until(one.noticeFrom, one.noticeTo)}
        </p>
      </Card>
      <Note icon="lock">{t.objectLine}</Note>
      <Form
        schema={objectToStar.body}
        label={t.objectTitle}
        draft={`star-${one.id}`}
        onSend={(body) => object.send({ params: { starId: one.id }, body })}
      >
        {(form) => (
          <>
            <TextArea name="words" label={t.object} hint={t.objectHint} maxLength={300} />
            <Button type="submit" wide size="lg" busy={form.busy}>
              {t.send}
            </Button>
          </>
        )}
      </Form>
    </>
  )
}

export const StarNoticePage = ({ params: { starId } }: { readonly params: { readonly starId: string } }) => {
  const t = useText(starText)
  const notices = useQuery(query(listStarNotices))
  const [sent, setSent] = useState(false)
  const ended = (
    <EmptyState
      action={
        <ButtonLink href="/stars" target="_blank" kind="secondary">
          {t.notices}
        </ButtonLink>
      }
    >
      {sent ? t.sent : t.over}
    </EmptyState>
  )
  return (
    <ResidentPage title={t.objectTitle} back="/">
      <Loaded
        from={notices}
        shape="page"
        empty={({ items }) => (sent || !items.some(({ id }) => id === starId) ? ended : undefined)}
      >
        {({ items }) =>
          items
            .filter(({ id }) => id === starId)
            .map((one) => <Objecting key={one.id} one={one} onSent={() => setSent(true)} />)
        }
      </Loaded>
    </ResidentPage>
  )
}
