// 有人受伤: first the ambulance, then the report; below it what one reported before.
import { useLocation, useSearch } from 'wouter'
import { listAccidents } from '@linbang/contract/accidents'
import { usePages } from '../../../kit/pages.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { CardLink, Note, Section } from '../../../ui/card.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { AccidentForm } from '../accident-form.tsx'
import { accidentText } from '../accident-text.ts'

const Mine = () => {
  const t = useText(accidentText)
  const say = useSay()
  const { rows, hasMore, fetchingMore, more } = usePages(listAccidents, { query: { mine: 'true' } })
  if (!rows || rows.length === 0) return null
  return (
    <Section title={t.mine}>
      {rows.map(({ id, number, happenedAt, place, state }) => (
        <CardLink
          key={id}
          href={`/accidents/${id}`}
          icon="file"
          tone={state === 'open' ? 'warn' : 'neutral'}
          title={t.number(number)}
          detail={`${say.dateTime(happenedAt)} · ${place} · ${t.state[state]}`}
        />
      ))}
      {hasMore && (
        <Button kind="secondary" wide busy={fetchingMore} onClick={more}>
          {t.mine}
        </Button>
      )}
    </Section>
  )
}

export const AccidentPage = () => {
  const t = useText(accidentText)
  const [, go] = useLocation()
  const visitId = new URLSearchParams(useSearch()).get('visit') ?? undefined
  return (
    <ResidentPage title={t.title} back={visitId ? `/visits/${visitId}` : '/me'}>
      <Note
        tone="danger"
        icon="phone"
        title={t.first}
        action={
          <ButtonLink kind="danger" href="tel:120">
            {t.call}
          </ButtonLink>
        }
      >
        {t.firstLine}
      </Note>
      <AccidentForm
        visitId={visitId}
        onSent={({ id }) => {
          toast(t.sent)
          go(`/accidents/${id}`, { replace: true })
        }}
      />
      <Mine />
    </ResidentPage>
  )
}
