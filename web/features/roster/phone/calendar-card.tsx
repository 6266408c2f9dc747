// A secret address from which the phone's own calendar reads; another one ends it.
import { makeFeed } from '@linbang/contract/calendar-feeds'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Section } from '../../../ui/card.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { rosterText } from '../text.ts'

export const CalendarCard = ({ kind, has }: { readonly kind: 'shifts' | 'rounds'; readonly has: boolean }) => {
  const t = useText(rosterText)
  const make = useAct(makeFeed, { refreshes: ['/shifts', '/rounds'] })
  const url = make.done?.url
  const copy = () =>
    void navigator.clipboard.writeText(url ?? '').then(
      () => toast(t.urlCopied),
      () => undefined,
    )
  return (
    <Section title={t.calendar}>
      <p className="lb-soft">{t.calendarLine}</p>
      {make.refused ? <ErrorState error={make.refused} /> : null}
      {url && (
        <input
          className="lb-input"
          readOnly
          aria-label={t.calendar}
          value={url}
          onFocus={(event) => event.target.select()}
        />
      )}
      <div className="lb-row">
        {url && (
          <Button kind="secondary" icon="link" onClick={copy}>
            {t.copyUrl}
          </Button>
        )}
        <Button kind="quiet" busy={make.busy} onClick={() => make.press({ body: { kind } })}>
          {has || url ? t.newFeed : t.makeFeed}
        </Button>
      </div>
    </Section>
  )
}
