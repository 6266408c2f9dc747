// What is written down of an area besides its shape: its name, and the clinic on the contact cards of a community.
import { useState } from 'react'
import { changeArea } from '@linbang/contract/areas'
import type { getArea } from '@linbang/contract/areas'
import { useAct } from '../../../kit/act.ts'
import type { Answer } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Fault, TextField } from '../../../ui/field.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { toast } from '../../../ui/toast.tsx'
import { areasText } from '../text.ts'

const phoneLike = /^[\d -]{3,20}$/

export const AreaFacts = ({ area }: { readonly area: Answer<typeof getArea> }) => {
  const t = useText(areasText)
  const [name, setName] = useState(area.name)
  const [clinic, setClinic] = useState(area.clinic ?? { name: '', phone: '' })
  const [fault, setFault] = useState<string>()
  const save = useAct(changeArea, { onDone: () => toast(t.factsSaved) })
  const community = area.kind === 'community'
  const send = () => {
    const written = clinic.name.trim() !== '' || clinic.phone.trim() !== ''
    const wrong = community && written && !phoneLike.test(clinic.phone.trim())
    setFault(wrong ? t.clinicPhoneFault : undefined)
    if (wrong) return
    const changes = community && {
      clinic: written ? { name: clinic.name.trim() || t.clinic, phone: clinic.phone.trim() } : null,
    }
    save.press({ params: { areaId: area.id }, body: { version: area.version, name: name.trim(), ...changes } })
  }
  return (
    <Panel label={area.name} title={area.name}>
      <form
        className="lb-stack lb-areas-facts"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <TextField name="name" label={t.name} value={name} required onChange={(event) => setName(event.target.value)} />
        {community && (
          <>
            <p className="lb-sm lb-soft">{`${t.clinic}：${t.clinicLine}`}</p>
            <TextField
              name="clinicName"
              label={t.clinicName}
              value={clinic.name}
              maxLength={40}
              onChange={(event) => setClinic({ ...clinic, name: event.target.value })}
            />
            <TextField
              name="clinicPhone"
              label={t.clinicPhone}
              inputMode="tel"
              value={clinic.phone}
              onChange={(event) => setClinic({ ...clinic, phone: event.target.value })}
            />
            {fault && <Fault text={fault} />}
          </>
        )}
        {save.refused ? <RefusalLines error={save.refused} /> : null}
        <Button type="submit" kind="secondary" busy={save.busy}>
          {t.saveFacts}
        </Button>
      </form>
    </Panel>
  )
}
