// What else to say: words, a recording, photos made small on the phone, the same person again, and which shop for what has a price.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import type { Service } from '@linbang/contract/catalog'
import { listOrganisations } from '@linbang/contract/partners'
import { listRewardOrders } from '@linbang/contract/rewards'
import { query } from '../../../kit/api.ts'
import { shrinkPhoto } from '../../../kit/photo.ts'
import { Refused } from '../../../kit/refused.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { canRecord } from '../../../kit/speech.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Fault, TextArea } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { VoiceButton } from '../../../ui/voice-button.tsx'
import { askText } from '../ask-text.ts'
import { talkText } from '../talk-text.ts'
import type { AskDraft, Change } from './ask-draft.ts'
import { fileUrl, recordingName, storeFile } from './ask-files.ts'

type Part = { readonly draft: AskDraft; readonly change: Change }
const mostPhotos = 6

type Trouble = { readonly bad?: true; readonly refused?: unknown }

const usePhotos = ({ draft, change }: Part) => {
  const t = useText(askText)
  const me = useSignedIn()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>({})
  const add = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setBusy(true)
    setTrouble({})
    try {
      const { blob } = await shrinkPhoto(file)
      const { id } = await storeFile(blob, 'photo.jpg', { personId: me.personId, label: t.outboxPhoto })
      change((draft) => ({ ...draft, photoIds: [...draft.photoIds, id].slice(0, mostPhotos) }))
    } catch (error) {
      setTrouble(error instanceof Refused ? { refused: error } : { bad: true })
    } finally {
      setBusy(false)
    }
  }
  const remove = (id: string) => change({ photoIds: draft.photoIds.filter((one) => one !== id) })
  return { add, remove, busy, trouble }
}

const Photos = ({ ids, onRemove }: { readonly ids: readonly string[]; readonly onRemove: (id: string) => void }) => {
  const t = useText(askText)
  return (
    <ul className="lb-requests-photos">
      {ids.map((id, index) => (
        <li key={id}>
          {fileUrl(id) ? <img src={fileUrl(id)} alt={t.photoLabel(index + 1)} /> : <p>{t.photoKept}</p>}
          <IconButton icon="x" label={t.photoRemove(index + 1)} onClick={() => onRemove(id)} />
        </li>
      ))}
    </ul>
  )
}

const Recording = ({ draft, change, onDone }: Part & { readonly onDone: () => void }) => {
  const talk = useText(talkText)
  const me = useSignedIn()
  const [refused, setRefused] = useState<unknown>()
  const keep = async (blob: Blob, seconds: number) => {
    try {
      const { id } = await storeFile(blob, recordingName(blob.type), { personId: me.personId, label: talk.outboxVoice })
      change({ voiceId: id, voiceSeconds: String(Math.max(1, seconds)) })
      onDone()
    } catch (error) {
      setRefused(error)
    }
  }
  const url = draft.voiceId === '' ? undefined : fileUrl(draft.voiceId)
  return (
    <>
      <VoiceButton title={talk.speak} line={talk.heardOn} onRecorded={(blob, seconds) => void keep(blob, seconds)} />
      {refused !== undefined && <ErrorState error={refused} />}
      {url && (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- one's own words, said a moment ago
        <audio className="lb-requests-audio" controls src={url} aria-label={talk.heardListen} />
      )}
    </>
  )
}

const SamePerson = ({ draft, change, again }: Part & { readonly again: { id: string; name: string } | undefined }) => {
  const t = useText(askText)
  if (!again) return null
  return (
    <CheckBox
      name="same"
      framed
      label={t.samePerson(again.name)}
      help={t.samePersonHelp}
      checked={draft.samePersonId === again.id}
      onChoose={(same) =>
        change(same ? { samePersonId: again.id, samePersonName: again.name } : { samePersonId: '', samePersonName: '' })
      }
    />
  )
}

/** My vouchers that the chosen organisation takes for this. */
const Vouchers = ({ service, draft, change }: Part & { readonly service: Service }) => {
  const t = useText(askText)
  const words = useWords()
  const { data } = useQuery({
    ...query(listRewardOrders, { query: { state: 'open', limit: '50' } }),
    enabled: draft.providerId !== '' && draft.every === '',
  })
  const good = (data?.items ?? []).filter(
    ({ serviceCode, shops }) =>
      serviceCode === service.code && shops.some(({ organisationId }) => organisationId === draft.providerId),
  )
  return good.map(({ id, zh, en }) => (
    <CheckBox
      key={id}
      name={`voucher-${id}`}
      framed
      label={t.payVoucher(words({ zh, en: en || zh }))}
      help={t.payVoucherHelp}
      checked={draft.voucherId === id}
      onChoose={(chosen) => change({ settlement: chosen ? 'voucher' : '', voucherId: chosen ? id : '' })}
    />
  ))
}

const Providers = ({ service, draft, change }: Part & { readonly service: Service }) => {
  const t = useText(askText)
  const say = useSay()
  const words = useWords()
  const { balances } = useSignedIn()
  const { data } = useQuery(query(listOrganisations, { query: { serviceCode: service.code, limit: '8' } }))
  const offering = (data?.items ?? []).flatMap((one) => {
    const offered = one.services.find(({ serviceCode }) => serviceCode === service.code)
    return offered ? [{ ...one, offered }] : []
  })
  if (offering.length === 0) return null
  const points = offering.find(({ id }) => id === draft.providerId)?.offered.pricePoints
  const has = balances.points - balances.pointsHeld
  return (
    <>
      <ChoiceList
        name="provider"
        legend={t.provider}
        options={[
          { value: '', title: t.anyProvider },
          ...offering.map(({ id, name, nameEn, offered }) => ({
            value: id,
            title: words({ zh: name, en: nameEn }),
            help: [
              t.price(say.money(offered.priceCents), offered.priceUnit),
              offered.pricePoints === null ? '' : t.orPoints(say.number(offered.pricePoints)),
            ]
              .filter(Boolean)
              .join(' · '),
          })),
        ]}
        value={draft.providerId}
        onChoose={(providerId) => {
          const chosen = offering.find(({ id }) => id === providerId)
          const providerName = chosen ? words({ zh: chosen.name, en: chosen.nameEn }) : ''
          change({ providerId, providerName, settlement: '', voucherId: '' })
        }}
      />
      {points !== null && points !== undefined && (
        <CheckBox
          name="points"
          framed
          label={t.payPoints(say.number(points))}
          help={has >= points ? t.payPointsHelp(say.number(has)) : t.payPointsShort(say.number(has))}
          disabled={has < points}
          checked={draft.settlement === 'points'}
          onChoose={(chosen) => change({ settlement: chosen ? 'points' : '', voucherId: '' })}
        />
      )}
      <Vouchers service={service} draft={draft} change={change} />
    </>
  )
}

export const MoreQuestion = ({
  draft,
  change,
  service,
  again,
}: Part & { readonly service: Service | undefined; readonly again: { id: string; name: string } | undefined }) => {
  const t = useText(askText)
  const photos = usePhotos({ draft, change })
  const camera = useRef<HTMLInputElement>(null)
  const [speaking, setSpeaking] = useState(false)
  return (
    <>
      <SamePerson draft={draft} change={change} again={again} />
      {service?.credit === 'priced' && <Providers service={service} draft={draft} change={change} />}
      <TextArea
        name="description"
        label={t.more}
        optional
        hint={t.moreHint}
        maxLength={2000}
        value={draft.description}
        onChange={(event) => change({ description: event.target.value })}
        tools={
          <>
            {canRecord() && (
              <Button kind="quiet" icon="mic" aria-expanded={speaking} onClick={() => setSpeaking(!speaking)}>
                {t.voice}
              </Button>
            )}
            {draft.photoIds.length < mostPhotos && (
              <Button kind="quiet" icon="camera" busy={photos.busy} onClick={() => camera.current?.click()}>
                {draft.photoIds.length === 0 ? t.photo : t.photoAdd}
              </Button>
            )}
          </>
        }
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        hidden
        aria-label={t.photo}
        onChange={(event) => void photos.add(event)}
      />
      {photos.trouble.bad && <Fault text={t.photoBad} />}
      {photos.trouble.refused !== undefined && <ErrorState error={photos.trouble.refused} />}
      {(speaking || draft.voiceId !== '') && (
        <Recording draft={draft} change={change} onDone={() => setSpeaking(false)} />
      )}
      {draft.photoIds.length > 0 && <Photos ids={draft.photoIds} onRemove={photos.remove} />}
    </>
  )
}
