// Somebody rings and asks whether the person at the door is ours: the number of the badge, yes or no, and the form of address.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { checkBadge } from '@linbang/contract/badges'
import { query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { volunteerDeskText } from '../text.ts'

/** 123, lb123 and LB-000123 are the same badge. */
const numberIn = (typed: string): string => {
  const digits = /^(?:lb-?)?(\d{1,9})$/i.exec(typed.trim())?.[1]
  return digits ? `LB-${digits.padStart(6, '0')}` : typed.trim().toUpperCase()
}

export const BadgeCheck = () => {
  const t = useText(volunteerDeskText).badge
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [asked, setAsked] = useState<string>()
  const close = () => {
    setOpen(false)
    setTyped('')
    setAsked(undefined)
  }
  return (
    <>
      <Button kind="secondary" icon="idcard" onClick={() => setOpen(true)}>
        {t.check}
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title={t.title}
        actions={
          <Button disabled={typed.trim().length === 0} onClick={() => setAsked(numberIn(typed))}>
            {t.look}
          </Button>
        }
      >
        <TextField
          name="badge"
          label={t.number}
          hint={t.hint}
          maxLength={20}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAsked(undefined)
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && typed.trim() !== '') setAsked(numberIn(typed))
          }}
        />
        {asked && <Verdict number={asked} />}
      </Dialog>
    </>
  )
}

const Verdict = ({ number }: { readonly number: string }) => {
  const t = useText(volunteerDeskText).badge
  const badge = useQuery({ ...query(checkBadge, { params: { number } }), staleTime: 0 })
  return (
    <Loaded from={badge} shape="rows" count={1}>
      {({ ours, active, callName }) => (
        <Note tone={ours && active ? 'success' : 'danger'} icon={ours && active ? 'checkc' : 'warn'}>
          {ours ? (active ? t.ours(number, callName ?? '') : t.resting(number, callName ?? '')) : t.notOurs(number)}
        </Note>
      )}
    </Loaded>
  )
}
