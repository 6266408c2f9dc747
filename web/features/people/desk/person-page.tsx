// One person of the register: what is known, masked; where they live, their status, who may act for them, what can be done.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import { getPerson, unmergePerson } from '@linbang/contract/people'
import type { Person } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { mayDo, useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { Facts, Note } from '../../../ui/card.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { peopleText } from '../text.ts'
import { FamilyForm, TagForm } from './person-care-forms.tsx'
import { Families, Homes, Tags } from './person-cards.tsx'
import { ConfirmForm, EditForm, MergeForm } from './person-forms.tsx'
import { Reveal } from './reveal.tsx'
import { SignInQr } from './sign-in-qr.tsx'
import './people.css'

type About = { readonly person: Person }
type Window = 'edit' | 'confirm' | 'merge' | 'link' | 'tag' | 'family' | undefined

export const PersonPage = ({ params }: { readonly params: { readonly personId: string } }) => {
  const t = useText(peopleText)
  const person = useQuery(query(getPerson, { params }))
  return (
    <DeskPage
      title={person.data?.callName ?? t.people}
      crumbs={[{ href: '/desk/people', label: t.title }]}
      beside={person.data && <Marks person={person.data} />}
    >
      <Loaded from={person} shape="page">
        {(one) => <Whole person={one} />}
      </Loaded>
    </DeskPage>
  )
}

const Marks = ({ person }: About) => {
  const t = useText(peopleText)
  return (
    <>
      {person.confirmed ? (
        <Chip icon="shield" tone="success">
          {t.confirmed}
        </Chip>
      ) : (
        <Chip icon="eye" tone="warn">
          {t.unconfirmed}
        </Chip>
      )}
      {person.volunteer && (
        <Chip icon="hand" tone="primary">
          {t.volunteer}
        </Chip>
      )}
    </>
  )
}

const Whole = ({ person }: About) => {
  const [open, setOpen] = useState<Window>()
  const close = () => setOpen(undefined)
  return (
    <>
      {person.mergedInto && <Merged person={person} into={person.mergedInto} />}
      <div className="lb-people-page">
        <Known person={person} onOpen={setOpen} />
        <div className="lb-stack">
          <Homes person={person} />
          {person.can.change && <Tags person={person} onAdd={() => setOpen('tag')} />}
          <Families person={person} onAdd={() => setOpen('family')} />
        </div>
      </div>
      {open === 'edit' && <EditForm person={person} onClose={close} />}
      {open === 'confirm' && <ConfirmForm person={person} onClose={close} />}
      {open === 'merge' && <MergeForm person={person} onClose={close} />}
      {open === 'link' && <SignInQr person={person} onClose={close} />}
      {open === 'tag' && <TagForm person={person} onClose={close} />}
      {open === 'family' && <FamilyForm person={person} onClose={close} />}
    </>
  )
}

const Merged = ({ person, into }: About & { readonly into: string }) => {
  const t = useText(peopleText)
  const unmerge = useAct(unmergePerson, { onDone: () => toast(t.unmerged) })
  return (
    <>
      {unmerge.refused && <ErrorState error={unmerge.refused} />}
      <Note
        tone="warn"
        icon="link"
        title={t.mergedInto}
        action={
          <span className="lb-row" data-tight="">
            <ButtonLink kind="secondary" size="sm" href={`/desk/people/${into}`}>
              {t.openKept}
            </ButtonLink>
            {person.can.merge && (
              <Button
                kind="quiet"
                size="sm"
                busy={unmerge.busy}
                onClick={() => unmerge.press({ params: { personId: person.id }, body: {} })}
              >
                {t.unmerge}
              </Button>
            )}
          </span>
        }
      />
    </>
  )
}

const Known = ({ person, onOpen }: About & { readonly onOpen: (window: Window) => void }) => {
  const t = useText(peopleText)
  const say = useSay()
  const me = useSignedIn()
  const sex = { female: t.female, male: t.male }
  const reveal = (field: 'phone' | 'id_number' | 'door', masked: string | null) => (
    <Reveal key={`${person.version}`} personId={person.id} field={field} masked={masked} may={person.can.reveal} />
  )
  return (
    <Panel label={t.facts}>
      <div className="lb-people-head">
        <Portrait seed={person.id} sex={person.sex} age={person.age} size={4} />
        <div className="lb-grow">
          <p className="lb-title">{person.name}</p>
          <p className="lb-soft">
            {[person.sex && sex[person.sex], person.age === null ? null : t.years(person.age), person.buildingName]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </div>
        {mayDo(me, 'requests.open_for_others') && !person.mergedInto && (
          <ButtonLink size="sm" icon="plus" href={`/desk/requests/new?person=${person.id}`}>
            {t.newRequest}
          </ButtonLink>
        )}
      </div>
      <div className="lb-panel-body">
        <Facts
          facts={[
            { label: t.callName, value: person.callName },
            { label: t.phone, value: reveal('phone', person.phoneMasked) },
            { label: t.idNumber, value: reveal('id_number', person.idNumberMasked) },
            ...(person.householdId ? [{ label: t.door, value: reveal('door', '••••') }] : []),
            { label: t.bornOn, value: <span className="lb-num">{person.bornOn ?? t.none}</span> },
            { label: t.speaks, value: person.speaks.length > 0 ? say.list(person.speaks) : t.none },
            {
              label: t.status,
              value: person.confirmedHow ? t.confirmedBy(person.confirmedHow) : person.confirmed ? t.confirmed : t.unconfirmed, // prettier-ignore
            },
            {
              label: t.requests,
              value: person.requestsAll === 0 ? t.noRequests : t.requestsLine(person.requestsOpen, person.requestsAll),
              action:
                person.requestsAll > 0 && mayDo(me, 'requests.staff') ? (
                  <Link href={`/desk/requests?show=all&person=${person.id}`}>{t.seeRequests}</Link>
                ) : undefined,
            },
          ]}
        />
      </div>
      <Acts person={person} onOpen={onOpen} />
    </Panel>
  )
}

const Acts = ({ person, onOpen }: About & { readonly onOpen: (window: Window) => void }) => {
  const t = useText(peopleText)
  const me = useSignedIn()
  const link = mayDo(me, 'accounts.issue_sign_in') && !person.mergedInto
  const { can } = person
  if (!can.change && !can.confirm && !can.merge && !link) return null
  return (
    <div className="lb-panel-foot">
      {can.confirm && !person.confirmed && (
        <Button size="sm" icon="shield" onClick={() => onOpen('confirm')}>
          {t.confirm}
        </Button>
      )}
      {can.change && (
        <Button kind="secondary" size="sm" icon="pen" onClick={() => onOpen('edit')}>
          {t.edit}
        </Button>
      )}
      {link && (
        <Button kind="secondary" size="sm" icon="qr" onClick={() => onOpen('link')}>
          {t.signInLink}
        </Button>
      )}
      {can.merge && !person.mergedInto && (
        <Button kind="quiet" size="sm" icon="link" onClick={() => onOpen('merge')}>
          {t.merge}
        </Button>
      )}
    </div>
  )
}
