// Where I am signed in; a lost phone is signed out here.
import { useQuery } from '@tanstack/react-query'
import { endSession, listSessions } from '@linbang/contract/accounts'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { meText } from '../text.ts'
import { deviceWords } from './device-words.ts'
import './me.css'

export const SessionsPage = () => {
  const t = useText(meText)
  const say = useSay()
  const sessions = useQuery(query(listSessions))
  const end = useAct(endSession, { onDone: () => toast(t.sessionEnded) })
  return (
    <ResidentPage title={t.sessionsTitle} back="/me">
      <p className="lb-soft">{t.sessionsIntro}</p>
      {end.refused && <ErrorState error={end.refused} />}
      <Loaded from={sessions}>
        {({ items }) => (
          <>
            {items
              .map((one) => ({ ...one, name: deviceWords(one.device, t.devices) || t.unknownDevice }))
              .map((one) => (
                <Card key={one.id}>
                  <div className="lb-me-item">
                    <IconBox name="phone" tone={one.current ? 'primary' : 'neutral'} />
                    <div className="lb-grow">
                      <b>{one.name}</b>
                      <p className="lb-sm lb-soft">{t.lastSeen(say.moment(one.lastSeenAt))}</p>
                      <p className="lb-sm lb-soft">{t.signedInAt(say.date(one.createdAt))}</p>
                    </div>
                    {one.current ? (
                      <Chip icon="check" tone="success">
                        {t.current}
                      </Chip>
                    ) : (
                      <Button
                        kind="danger-line"
                        busy={end.busy}
                        aria-label={t.endSessionOf(one.name)}
                        onClick={() => end.press({ params: { sessionId: one.id } })}
                      >
                        {t.endSession}
                      </Button>
                    )}
                  </div>
                </Card>
              ))}
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
