// Whom I let ask for me and see how it goes; giving and taking back.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocation } from 'wouter'
import type * as z from 'zod/mini'
import { endFamilyRight, grantFamilyRight, listMyFamily } from '@linbang/contract/people'
import type { FamilyRight } from '@linbang/contract/people'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, CardLink, Section } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { Portrait } from '../../../ui/portrait.tsx'
import { actFor } from '../../session/phone/acting.ts'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { meText } from '../text.ts'
import './me.css'

type Right = z.infer<typeof FamilyRight>

const EndRight = ({ right, onClose }: { readonly right: Right; readonly onClose: () => void }) => {
  const t = useText(meText)
  const act = useAct(endFamilyRight, {
    onDone: () => {
      toast(t.familyEnded(right.callName))
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.familyEndTitle(right.callName)}
      actions={
        <>
          <Button kind="secondary" onClick={onClose}>
            {t.familyKeep}
          </Button>
          <Button kind="danger" busy={act.busy} onClick={() => act.press({ params: { rightId: right.id } })}>
            {t.familyEndGo}
          </Button>
        </>
      }
    >
      <p>{t.familyEndLine}</p>
      {act.refused && <ErrorState error={act.refused} />}
    </Dialog>
  )
}

const RightRow = ({ right }: { readonly right: Right }) => {
  const t = useText(meText)
  const say = useSay()
  const [ending, setEnding] = useState(false)
  const may = [...(right.mayAsk ? [t.mayAsk] : []), ...(right.maySee ? [t.maySee] : [])]
  return (
    <Card>
      <div className="lb-me-item">
        <Portrait seed={right.personId} size={3} />
        <div className="lb-grow">
          <b>{`${right.callName} · ${right.relation}`}</b>
          <p className="lb-sm lb-soft">{say.list(may)}</p>
          <p className="lb-sm lb-soft">{t.since(say.date(right.grantedAt))}</p>
        </div>
        <Button kind="danger-line" aria-label={t.familyEndOf(right.callName)} onClick={() => setEnding(true)}>
          {t.familyEnd}
        </Button>
      </div>
      {ending && <EndRight right={right} onClose={() => setEnding(false)} />}
    </Card>
  )
}

const Grant = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useText(meText)
  const act = useAct(grantFamilyRight, {
    onDone: ({ callName }) => {
      toast(t.familyAdded(callName))
      onDone()
    },
  })
  return (
    <Form
      label={t.addFamily}
      schema={grantFamilyRight.body}
      draft="family"
      initial={{ mayAsk: true, maySee: true }}
      complete={(values) => ({ ...values, phone: String(values['phone'] ?? '').replace(/[\s-]/g, '') })}
      onSend={(body) => act.send({ body })}
    >
      {(form) => (
        <>
          <TextField name="phone" label={t.familyPhone} type="tel" inputMode="tel" autoComplete="off" />
          <TextField name="callName" label={t.familyCall} hint={t.familyCallHint} autoComplete="off" />
          <TextField name="relation" label={t.relation} hint={t.relationHint} autoComplete="off" />
          <CheckBox name="mayAsk" label={t.mayAsk} framed initial />
          <CheckBox name="maySee" label={t.maySee} framed initial />
          <Button type="submit" size="lg" wide busy={form.busy}>
            {t.familyGo}
          </Button>
        </>
      )}
    </Form>
  )
}

const IActFor = () => {
  const t = useText(meText)
  const [, go] = useLocation()
  const me = useSignedIn()
  if (me.families.length === 0) return null
  return (
    <Section title={t.iAct}>
      {me.families.map(({ personId, callName, relation, mayAsk, maySee }) => (
        <CardLink
          key={personId}
          onClick={() => {
            actFor(personId)
            go('/')
          }}
          picture={<Portrait seed={personId} size={3} />}
          title={`${callName} · ${relation}`}
          detail={t.iActLine(mayAsk, maySee)}
          end={<></>}
        />
      ))}
    </Section>
  )
}

export const FamilyPage = () => {
  const t = useText(meText)
  const rights = useQuery(query(listMyFamily))
  const [adding, setAdding] = useState(false)
  return (
    <ResidentPage
      title={t.familyTitle}
      back="/me"
      foot={
        adding ? undefined : (
          <Button size="lg" wide icon="plus" onClick={() => setAdding(true)}>
            {t.addFamily}
          </Button>
        )
      }
    >
      <p className="lb-soft">{t.familyIntro}</p>
      {adding ? (
        <Card label={t.addFamily}>
          <Grant onDone={() => setAdding(false)} />
        </Card>
      ) : (
        <>
          <Loaded
            from={rights}
            empty={({ items }) => (items.length === 0 ? <EmptyState>{t.familyNone}</EmptyState> : undefined)}
          >
            {({ items }) => (
              <>
                {items.map((right) => (
                  <RightRow key={right.id} right={right} />
                ))}
              </>
            )}
          </Loaded>
          <IActFor />
        </>
      )}
    </ResidentPage>
  )
}
