// 志愿者证 on the phone: who I am, and the QR that changes every half minute for the resident to scan.
import { useQuery } from '@tanstack/react-query'
import { showBadge } from '@linbang/contract/badges'
import { query } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Card } from '../../../ui/card.tsx'
import { PersonCard } from '../../../ui/person.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { StarsHeld } from '../../../ui/stars-held.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { badgeText } from '../badge-text.ts'

/** Asked anew when the half minute is over. */
const useBadge = () =>
  useQuery({
    ...query(showBadge),
    gcTime: 0,
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data ? state.data.lastsMillis + 250 : false),
  })

export const BadgePage = () => {
  const t = useText(badgeText)
  const me = useSignedIn()
  const now = useNow(1)
  const badge = useBadge()
  return (
    <ResidentPage
      title={badge.data?.class === null ? t.titleOfStaff : t.title}
      back={me.volunteer ? '/me/volunteer' : '/me'}
    >
      <Loaded from={badge}>
        {({ number, callName, class: kind, stars, svg, lastsMillis }) => (
          <>
            <Card>
              <PersonCard
                portrait={<Portrait seed={me.personId} cap size={3.5} />}
                name={callName}
                verified={me.confirmed}
                detail={`${kind ? t.classes[kind] : t.staff} · ${t.number(number)}`}
              />
              {stars > 0 && (
                <p className="lb-row" data-tight="">
                  <StarsHeld stars={stars} label={t.stars(stars)} />
                  <span aria-hidden="true">{t.stars(stars)}</span>
                </p>
              )}
            </Card>
            <Card label={kind ? t.title : t.titleOfStaff}>
              <QrCard
                svg={svg}
                label={t.label(number)}
                title={t.show}
                secondsLeft={Math.max(1, Math.ceil((badge.dataUpdatedAt + lastsMillis - now.getTime()) / 1000))}
              />
            </Card>
            <p className="lb-soft">{t.showLine}</p>
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
