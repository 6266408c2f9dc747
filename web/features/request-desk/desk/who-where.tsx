// Who needs help and where, with what protects them: masked until a reason is given.
import { useQuery } from '@tanstack/react-query'
import { getFile } from '@linbang/contract/files'
import { getPerson } from '@linbang/contract/people'
import type { Request } from '@linbang/contract/requests'
import { addressOf, query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { Reveal } from '../../people/desk/reveal.tsx'
import { peopleText } from '../../people/text.ts'
import { deskText } from '../text.ts'

type About = { readonly request: Request }

export const WhoWhere = ({ request }: About) => {
  const t = useText(deskText)
  const people = useText(peopleText)
  const me = useSignedIn()
  const may = request.personId !== null && mayDo(me, 'people.read')
  const person = useQuery({ ...query(getPerson, { params: { personId: request.personId ?? '' } }), enabled: may })
  return (
    <Panel label={t.person}>
      <div className="lb-desk-person">
        <Portrait seed={request.personId ?? request.id} sex={person.data?.sex} age={person.data?.age} size={3.25} />
        <div className="lb-grow">
          <p className="lb-heading">{request.callName}</p>
          <p className="lb-sm lb-soft">
            {[person.data?.name, person.data?.age != null ? people.years(person.data.age) : null]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {may && (
          <ButtonLink kind="secondary" size="sm" href={`/desk/people/${request.personId}`}>
            {t.openPerson}
          </ButtonLink>
        )}
      </div>
      <div className="lb-panel-body">
        {may ? (
          <Loaded from={person} shape="rows">
            {(one) => (
              <Facts
                facts={[
                  {
                    label: people.phone,
                    value: <Reveal personId={one.id} field="phone" masked={one.phoneMasked} may={one.can.reveal} />,
                  },
                  {
                    label: t.place,
                    value: (
                      <span className="lb-row" data-tight="">
                        {request.areaName}
                        {request.householdId && (
                          <Reveal personId={one.id} field="door" masked="••••" may={one.can.reveal} />
                        )}
                      </span>
                    ),
                  },
                ]}
              />
            )}
          </Loaded>
        ) : (
          <Facts facts={[{ label: t.place, value: request.areaName }]} />
        )}
      </div>
    </Panel>
  )
}

export const Files = ({ request }: About) => {
  const t = useText(deskText)
  if (request.files.length === 0) return null
  const address = (fileId: string) => addressOf(getFile, { params: { fileId } })
  const photos = request.files.filter(({ kind }) => kind !== 'voice')
  return (
    <Panel label={t.photos} title={t.photos}>
      <div className="lb-panel-body lb-stack">
        {request.files
          .filter(({ kind }) => kind === 'voice')
          .map(({ fileId }) => (
            <figure key={fileId}>
              {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- the operator writes down what is said; there is no text before that */}
              <audio controls preload="none" src={address(fileId)} aria-label={t.voice} />
              <figcaption className="lb-sm lb-soft">{t.voiceHint}</figcaption>
            </figure>
          ))}
        {photos.length > 0 && (
          <ul className="lb-desk-photos">
            {photos.map(({ fileId }, index) => (
              <li key={fileId}>
                <a href={address(fileId)} target="_blank" rel="noreferrer">
                  <img src={address(fileId)} alt={t.photo(index + 1)} loading="lazy" />
                </a>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  )
}
