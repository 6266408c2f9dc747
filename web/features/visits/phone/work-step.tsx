// 做事: the clock since the check-in, what was done in ticks, photos, parts; everything kept while it is written.
import { finishVisit } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { useNow } from '../../../kit/clock.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, ButtonLink, IconButton } from '../../../ui/button.tsx'
import { Card, DuskPanel, Note, Points } from '../../../ui/card.tsx'
import { CheckBox } from '../../../ui/choice.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { sheetText } from '../sheet-text.ts'
import { visitsText } from '../text.ts'
import { PartsCard } from './parts.tsx'
import { PhotoButton } from './photo-button.tsx'
import type { Step } from './use-step.ts'
import { photoUrl } from './visit-files.ts'
import { centsOf, useWorkDraft } from './work-draft.ts'

const formId = 'visit-work'
const mostPhotos = 8

export const WorkFoot = ({ busy }: { readonly busy: boolean }) => {
  const t = useText(sheetText)
  return (
    <Button type="submit" form={formId} size="lg" busy={busy}>
      {t.done}
    </Button>
  )
}

const Clock = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(sheetText)
  const say = useSay()
  const now = useNow(20)
  const since = visit.me?.checkedInAt
  if (!since) return null
  return (
    <DuskPanel>
      <Icon name="clock" />
      <div className="lb-grow">
        <small>{t.since(say.clock(since))}</small>
        <b className="lb-title">{say.duration((now.getTime() - since.getTime()) / 60_000)}</b>
      </div>
      {visit.phone && (
        <ButtonLink kind="glass" icon="phone" href={`tel:${visit.phone}`}>
          {t.contact}
        </ButtonLink>
      )}
    </DuskPanel>
  )
}

/** What the check-in proved, and whether it was in time. */
const Arrival = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(visitsText)
  const say = useSay()
  const { checkedInAt, proof } = visit.me ?? {}
  if (!checkedInAt || !proof) return null
  const late = checkedInAt > visit.plannedTo
  return (
    <Card>
      <Points
        points={[
          { icon: 'pin', title: t.proofs[proof] },
          {
            icon: 'clock',
            title: t.arrivedAt(say.clock(checkedInAt)),
            detail: t.agreedAt(say.window(visit.plannedFrom, visit.plannedTo)),
            end: (
              <Chip icon={late ? 'clock' : 'check'} tone={late ? 'warn' : 'success'}>
                {late ? t.late : t.onTime}
              </Chip>
            ),
          },
        ]}
      />
    </Card>
  )
}

const Photos = ({
  ids,
  onChange,
}: {
  readonly ids: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
}) => {
  const t = useText(sheetText)
  const v = useText(visitsText)
  return (
    <Card>
      <h2 className="lb-heading">{t.photos}</h2>
      <p className="lb-sm lb-soft">{t.photosLine}</p>
      {ids.length > 0 && (
        <ul className="lb-visits-photos">
          {ids.map((id, index) => (
            <li key={id}>
              <img src={photoUrl(id)} alt={t.photo(index + 1)} />
              <IconButton
                icon="x"
                label={t.remove(index + 1)}
                onClick={() => onChange(ids.filter((one) => one !== id))}
              />
            </li>
          ))}
        </ul>
      )}
      {ids.length < mostPhotos && (
        <PhotoButton
          words={ids.length > 0 ? t.again : t.take}
          purpose="visit"
          label={v.outbox.photo}
          onStored={(id) => onChange([...ids, id])}
        />
      )}
    </Card>
  )
}

const oneLine = (text: unknown) =>
  String(text ?? '')
    .replace(/\s+/g, ' ')
    .trim()

/** What was ticked is the sentence when nothing more is written. */
const useBody = (visit: Visit) => {
  const say = useSay()
  const words = useWords()
  return ({ work, feeCents, breakMinutes, done }: Record<string, unknown>) => {
    const said = (done ?? {}) as Record<string, unknown>
    const ticked = visit.sheetForm.filter(({ code, kind }) => kind === 'tick' && said[code] === true).map(words)
    const filled = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '' && value !== undefined))
    return {
      work:
        [...ticked, oneLine(work)].filter(Boolean).length > 0
          ? say.list([...ticked, oneLine(work)].filter(Boolean))
          : '',
      done: filled,
      ...(breakMinutes === undefined || breakMinutes === '' ? {} : { breakMinutes }),
      ...(feeCents ? { feeCents: centsOf(String(feeCents)) } : {}),
    }
  }
}

const Fields = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(sheetText)
  const words = useWords()
  const { sheetForm } = visit
  const ticks = sheetForm.some(({ kind }) => kind === 'tick')
  return (
    <Card>
      <div className="lb-stack">
        <h2 className="lb-heading">{t.workDone}</h2>
        <div>
          {sheetForm
            .filter(({ kind }) => kind === 'tick')
            .map((field) => (
              <CheckBox key={field.code} name={`done.${field.code}`} label={words(field)} />
            ))}
        </div>
        {sheetForm
          .filter(({ kind }) => kind !== 'tick')
          .map((field) => (
            <TextField
              key={field.code}
              name={`done.${field.code}`}
              label={words(field)}
              optional
              {...(field.kind === 'number' && { kind: 'number' as const, inputMode: 'decimal' as const })}
            />
          ))}
        <TextArea name="work" label={t.work} hint={t.workHint} optional={ticks} rows={2} maxLength={800} />
        <TextField
          name="breakMinutes"
          kind="number"
          inputMode="numeric"
          label={t.pause}
          hint={t.pauseHint}
          optional
          after={t.minutes}
        />
      </div>
    </Card>
  )
}

export const WorkStep = ({ visit, step }: { readonly visit: Visit; readonly step: Step<typeof finishVisit> }) => {
  const t = useText(sheetText)
  const say = useSay()
  const body = useBody(visit)
  const { draft, change, forget } = useWorkDraft(visit.id)
  return (
    <>
      <Clock visit={visit} />
      <Arrival visit={visit} />
      {visit.careWords.length > 0 && (
        <Note tone="warn" icon="heart">
          {say.list(visit.careWords)}
        </Note>
      )}
      <Form
        id={formId}
        schema={finishVisit.body}
        draft={`work-${visit.id}`}
        complete={body}
        explain={(name) => (name === 'work' ? t.workShort : name === 'feeCents' ? t.feeWrong : undefined)}
        onSend={async (value) => {
          await step.send({
            params: { visitId: visit.id },
            body: {
              ...value,
              ...(draft.parts.length > 0 && { parts: [...draft.parts] }),
              ...(draft.photoIds.length > 0 && { photoIds: [...draft.photoIds] }),
            },
          })
          forget()
        }}
      >
        <Fields visit={visit} />
        <Photos ids={draft.photoIds} onChange={(photoIds) => change({ photoIds })} />
        <PartsCard visit={visit} parts={draft.parts} onChange={(parts) => change({ parts })} />
      </Form>
    </>
  )
}
