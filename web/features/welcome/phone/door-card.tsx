// What the QR at a door opens: the door, and asking for help at it.
import { useQuery } from '@tanstack/react-query'
import { openDoorCard } from '@linbang/contract/areas'
import { query } from '../../../kit/api.ts'
import { useInstallation } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, Note } from '../../../ui/card.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { welcomeText } from '../text.ts'

export const DoorCardPage = ({ params }: { readonly params: { readonly code: string } }) => {
  const t = useText(welcomeText)
  const hotline = useInstallation()?.hotline
  const card = useQuery(query(openDoorCard, { params: { code: params.code } }))
  return (
    <ResidentPage
      title={t.doorTitle}
      titleIn="page"
      home
      foot={
        <>
          {card.data && (
            <ButtonLink size="lg" icon="help" href={`/ask?door=${params.code}`}>
              {t.doorAsk}
            </ButtonLink>
          )}
          {hotline && (
            <ButtonLink kind="secondary" size="lg" icon="phone" href={`tel:${hotline}`}>
              {t.doorHotline}
            </ButtonLink>
          )}
        </>
      }
    >
      <Loaded from={card}>
        {({ communityName, buildingName, doorName }) => (
          <>
            <Card>
              <div className="lb-row">
                <IconBox name="door" tone="lamp" size="lg" />
                <div className="lb-grow">
                  <p className="lb-title">{doorName}</p>
                  <p className="lb-soft">{`${communityName} ${buildingName}`}</p>
                </div>
              </div>
            </Card>
            <p>{t.doorLine}</p>
            <Note icon="lock">{t.doorPrivate}</Note>
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
