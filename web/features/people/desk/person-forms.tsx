// What staff may do with an entry: correct, confirm, merge, end a status. Sent with the version that was read.
import { useState } from 'react'
import type { ReactNode } from 'react'
import { changePerson, confirmPerson, endTag, mergePeople } from '@linbang/contract/people'
import type { Person, PersonRow } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { refresh } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useText } from '../../../kit/text.ts'
import { Button, Pill } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Dialog, Drawer } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { peopleText } from '../text.ts'
import { SexField } from './new-person.tsx'
import { PersonSearch } from './person-search.tsx'

export type Doing = { readonly person: Person; readonly onClose: () => void }

export const Buttons = ({
  act,
  busy,
  onClose,
}: {
  readonly act: ReactNode
  readonly busy: boolean
  readonly onClose: () => void
}) => {
  const t = useText(peopleText)
  return (
    <div className="lb-row">
      <Button type="submit" busy={busy}>
        {act}
      </Button>
      <Button kind="quiet" onClick={onClose}>
        {t.back}
      </Button>
    </div>
  )
}

const listOf = (text: unknown): string[] => (typeof text === 'string' ? text.split(/[、，,;\s]+/).filter(Boolean) : [])

/** Numbers left empty stay as they are: what is masked is never sent back. */
export const EditForm = ({ person, onClose }: Doing) => {
  const t = useText(peopleText)
  const [stale, setStale] = useState(false)
  const change = useAct(changePerson, {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  return (
    <Drawer open onClose={onClose} title={t.edit}>
      {stale && (
        <Note tone="warn" icon="refresh">
          <span role="status">{t.stale}</span>
        </Note>
      )}
      <Form
        schema={changePerson.body}
        label={t.edit}
        initial={{
          name: person.name,
          callName: person.callName,
          sex: person.sex ?? '',
          bornOn: person.bornOn ?? '',
          speaks: person.speaks.join('、'),
        }}
        complete={(values) => ({ ...values, speaks: listOf(values['speaks']), version: person.version })}
        explain={(name) => (name === 'phone' ? t.phoneFault : undefined)}
        onSend={async (body) => {
          try {
            await change.send({ params: { personId: person.id }, body })
          } catch (error) {
            if (!(error instanceof Refused) || error.code !== 'row.stale') throw error
            await refresh('/people')
            setStale(true)
          }
        }}
      >
        {(form) => (
          <>
            <div className="lb-two">
              <TextField name="name" label={t.name} autoComplete="off" />
              <TextField name="callName" label={t.callName} autoComplete="off" />
            </div>
            <div className="lb-two">
              <SexField />
              <TextField name="bornOn" label={t.bornOn} optional type="date" />
            </div>
            <TextField
              name="phone"
              label={t.phone}
              hint={t.keepEmpty(person.phoneMasked ?? t.none)}
              optional
              inputMode="tel"
              autoComplete="off"
            />
            <TextField
              name="idNumber"
              label={t.idNumber}
              hint={t.keepEmpty(person.idNumberMasked ?? t.none)}
              optional
              autoComplete="off"
            />
            <TextField name="speaks" label={t.speaks} hint={t.speaksHint} optional autoComplete="off" />
            <Buttons act={t.save} busy={form.busy} onClose={onClose} />
          </>
        )}
      </Form>
    </Drawer>
  )
}

export const ConfirmForm = ({ person, onClose }: Doing) => {
  const t = useText(peopleText)
  const [how, setHow] = useState('')
  const confirm = useAct(confirmPerson, {
    refreshes: ['/requests'],
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  })
  return (
    <Dialog open onClose={onClose} title={t.confirm}>
      <p>{t.confirmLine}</p>
      <div className="lb-filters" role="group" aria-label={t.confirmHow}>
        {t.confirmHows.map((one) => (
          <Pill key={one} aria-pressed={how === one} onClick={() => setHow(one)}>
            {one}
          </Pill>
        ))}
      </div>
      <Form
        schema={confirmPerson.body}
        label={t.confirm}
        onSend={(body) => confirm.send({ params: { personId: person.id }, body })}
      >
        {(form) => (
          <>
            <TextField
              name="how"
              label={t.confirmHow}
              value={how}
              autoComplete="off"
              onChange={(event) => setHow(event.target.value)}
            />
            <Buttons act={t.confirmDo} busy={form.busy} onClose={onClose} />
          </>
        )}
      </Form>
    </Dialog>
  )
}

export const MergeForm = ({ person, onClose }: Doing) => {
  const t = useText(peopleText)
  const [into, setInto] = useState<PersonRow>()
  const merge = useAct(mergePeople, {
    refreshes: ['/requests', '/households'],
    onDone: () => {
      toast(t.merged)
      onClose()
    },
  })
  return (
    <Drawer open onClose={onClose} title={t.mergeTitle}>
      <p className="lb-soft">{t.mergeLine(person.name)}</p>
      {into ? (
        <div className="lb-field">
          <span className="lb-field-label">{t.mergeInto}</span>
          <span className="lb-row">
            <b>{into.name}</b>
            <span className="lb-sm lb-soft">{[into.callName, into.buildingName].filter(Boolean).join(' · ')}</span>
            <Button kind="quiet" size="sm" onClick={() => setInto(undefined)}>
              {t.change}
            </Button>
          </span>
        </div>
      ) : (
        <PersonSearch label={t.mergeInto} hint={t.searchHint} without={person.id} onPick={setInto} />
      )}
      {into && (
        <Form
          schema={mergePeople.body}
          label={t.mergeTitle}
          complete={(values) => ({ ...values, intoPersonId: into.id })}
          onSend={(body) => merge.send({ params: { personId: person.id }, body })}
        >
          {(form) => (
            <>
              <TextField name="reason" label={t.mergeReason} autoComplete="off" />
              <Buttons act={t.mergeDo} busy={form.busy} onClose={onClose} />
            </>
          )}
        </Form>
      )}
    </Drawer>
  )
}

export const EndTag = ({ person, tag, onClose }: Doing & { readonly tag: Person['tags'][number] }) => {
  const t = useText(peopleText)
  const names: Readonly<Record<string, string>> = t.tagNames
  const end = useAct(endTag, { onDone: onClose })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.tagEndTitle(names[tag.tag] ?? tag.tag)}
      actions={
        <>
          <Button busy={end.busy} onClick={() => end.press({ params: { personId: person.id, tagId: tag.id } })}>
            {t.tagEndDo}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t.back}
          </Button>
        </>
      }
    >
      <p>{t.tagEndLine}</p>
      {end.refused && <ErrorState error={end.refused} />}
    </Dialog>
  )
}
