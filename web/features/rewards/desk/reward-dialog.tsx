// Something put into the shop or changed: what it is, what it takes, how many, when, and who hands it out.
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { addFile } from '@linbang/contract/files'
import { listServices } from '@linbang/contract/catalog'
import { listOrganisations } from '@linbang/contract/partners'
import { addReward, changeReward, RewardKind, RewardLook } from '@linbang/contract/rewards'
import type { Reward } from '@linbang/contract/rewards'
import { useAct } from '../../../kit/act.ts'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { shrinkPhoto } from '../../../kit/photo.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckBox, ChoiceList } from '../../../ui/choice.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { RefusalLines } from '../../../ui/refusal.tsx'
import { toast } from '../../../ui/toast.tsx'
import { rewardDeskText } from '../desk-text.ts'
import { rewardText } from '../text.ts'

const whole = { kind: 'number', inputMode: 'numeric' } as const

const Stock = ({ reward }: { readonly reward: Reward | undefined }) => {
  const t = useText(rewardDeskText)
  const say = useSay()
  const now = reward?.stock === null || !reward ? t.uncounted : say.number(reward.stock)
  return reward ? (
    <TextField name="addStock" label={t.addStock} hint={t.addStockHint(now)} optional kind="number" />
  ) : (
    <TextField name="stock" label={t.stock} hint={t.stockHint} optional {...whole} />
  )
}

/** Only what has a price at an organisation is paid with a voucher. */
const Services = () => {
  const t = useText(rewardDeskText)
  const words = useWords()
  const { data } = useQuery(query(listServices, { query: {} }))
  return (
    <Select name="serviceCode" label={t.pays} hint={t.paysHint} optional>
      <option value="">{t.paysNothing}</option>
      {(data?.items ?? [])
        .filter(({ credit }) => credit === 'priced')
        .map(({ code, zh, en }) => (
          <option key={code} value={code}>
            {words({ zh, en })}
          </option>
        ))}
    </Select>
  )
}

const Shops = () => {
  const t = useText(rewardDeskText)
  const areaId = useDeskAreaId(useSignedIn())
  const { data } = useQuery(query(listOrganisations, { query: { areaId, limit: '100' } }))
  const members = (data?.items ?? []).filter(({ services }) => services.length > 0)
  if (members.length === 0) return null
  return (
    <details>
      <summary>{t.shops}</summary>
      <ChoiceList
        name="shopIds"
        legend={t.shops}
        hint={t.shopsHint}
        many
        options={members.map(({ id, name }) => ({ value: id, title: name }))}
      />
    </details>
  )
}

const Picture = ({
  pictureId,
  onStored,
}: {
  readonly pictureId: string | null
  readonly onStored: (id: string) => void
}) => {
  const t = useText(rewardDeskText)
  const input = useRef<HTMLInputElement>(null)
  const store = useAct(addFile, { onDone: ({ id }) => onStored(id) })
  const take = async (file: File | undefined) => {
    if (!file) return
    const { blob } = await shrinkPhoto(file)
    store.press({ body: { file: blob, fileName: 'reward.jpg', fields: { purpose: 'reward' } } })
  }
  return (
    <div className="lb-row">
      <Button kind="secondary" size="sm" icon="camera" busy={store.busy} onClick={() => input.current?.click()}>
        {t.picture}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        aria-label={t.picture}
        onChange={(event) => void take(event.target.files?.[0])}
      />
      {pictureId && <span className="lb-sm lb-soft">{t.pictureNow}</span>}
      {store.refused && <RefusalLines error={store.refused} />}
    </div>
  )
}

const Fields = ({ reward }: { readonly reward: Reward | undefined }) => {
  const t = useText(rewardDeskText)
  const shop = useText(rewardText)
  return (
    <>
      <div className="lb-two">
        <TextField name="zh" label={t.zh} maxLength={40} />
        <TextField name="en" label={t.en} maxLength={60} optional />
      </div>
      <div className="lb-two">
        <Select name="kind" label={t.kind}>
          {RewardKind.options.map((kind) => (
            <option key={kind} value={kind}>
              {shop.kinds[kind]}
            </option>
          ))}
        </Select>
        <Select name="look" label={t.look}>
          {RewardLook.options.map((look) => (
            <option key={look} value={look}>
              {t.looks[look]}
            </option>
          ))}
        </Select>
      </div>
      <TextArea name="about" label={t.about} rows={2} maxLength={500} optional />
      <div className="lb-two">
        <TextField name="points" label={t.points} {...whole} />
        <TextField name="limitEach" label={t.limitEach} hint={t.limitHint} optional {...whole} />
      </div>
      <div className="lb-two">
        <Stock reward={reward} />
        <TextField name="countedIn" label={t.countedIn} hint={t.countedInHint} maxLength={6} optional />
      </div>
      <div className="lb-two">
        <TextField name="fromAt" label={t.fromAt} type="datetime-local" kind="moment" optional />
        <TextField name="untilAt" label={t.untilAt} hint={t.untilHint} type="datetime-local" kind="moment" optional />
      </div>
      <div className="lb-two">
        <TextField name="place" label={t.place} hint={t.placeHint} maxLength={80} optional />
        <TextField name="keepDays" label={t.keepDays} {...whole} />
      </div>
      <Shops />
      <Services />
      <CheckBox name="deliverable" label={t.deliverable} />
    </>
  )
}

const draftOf = (reward: Reward, moment: (at: Date) => string) => ({
  kind: reward.kind,
  zh: reward.zh,
  en: reward.en,
  about: reward.about,
  points: String(reward.points),
  limitEach: reward.limitEach === null ? '' : String(reward.limitEach),
  countedIn: reward.countedIn,
  fromAt: moment(reward.fromAt),
  untilAt: reward.untilAt ? moment(reward.untilAt) : '',
  look: reward.look,
  place: reward.place,
  serviceCode: reward.serviceCode ?? '',
  keepDays: String(reward.keepDays),
  'shopIds[]': reward.shops.map(({ organisationId }) => organisationId),
  deliverable: reward.deliverable,
})

export const RewardDialog = ({
  reward,
  onClose,
}: {
  readonly reward: Reward | undefined
  readonly onClose: () => void
}) => {
  const t = useText(rewardDeskText)
  const say = useSay()
  const areaId = useDeskAreaId(useSignedIn())
  const [pictureId, setPictureId] = useState(reward?.pictureId ?? null)
  const done = {
    onDone: () => {
      toast(t.saved)
      onClose()
    },
  }
  const [add, change] = [useAct(addReward, done), useAct(changeReward, done)]
  const moment = (at: Date) => say.dateTime(at).replace(' ', 'T')
  const title = reward ? reward.zh : t.addTitle
  return (
    <Dialog open onClose={onClose} title={title}>
      <Form
        schema={reward ? changeReward.body : addReward.body}
        label={title}
        initial={reward ? draftOf(reward, moment) : { kind: 'goods', look: 'gift', keepDays: '30' }}
        complete={(values) => ({
          ...values,
          pictureId,
          ...(reward
            ? {
                version: reward.version,
                serviceCode: null,
                limitEach: null,
                untilAt: null,
                en: '',
                about: '',
                countedIn: '',
                place: '',
                ...values,
              }
            : { areaId }),
        })}
        onSend={(body) =>
          reward
            ? change.send({
                params: { rewardId: reward.id },
                body: { ...body, version: reward.version, pictureId } as never,
              })
            : add.send({ body: body as never })
        }
      >
        {(form) => (
          <>
            <Fields reward={reward} />
            <Picture pictureId={pictureId} onStored={setPictureId} />
            <Button type="submit" busy={form.busy}>
              {t.save}
            </Button>
          </>
        )}
      </Form>
    </Dialog>
  )
}
