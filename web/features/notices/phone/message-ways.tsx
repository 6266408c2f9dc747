// 怎么收消息: the ways in their order, one's own quiet hours, once a day; a mailbox and WeChat are added here.
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSearch } from 'wouter'
import { bindWechat, forgetWay, getMessageSettings, giveMail, setMessageWish } from '@linbang/contract/messages'
import type { MessageSettings, MessageWay } from '@linbang/contract/messages'
import { useAct } from '../../../kit/act.ts'
import { newKey, query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Note, Section } from '../../../ui/card.tsx'
import { Switch } from '../../../ui/choice.tsx'
import { Fault, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { waysText } from '../ways-text.ts'
import './notices.css'

type Row = MessageSettings['ways'][number]
const icons: Readonly<Record<MessageWay, IconName>> = {
  sms: 'chat',
  push: 'bell',
  wechat: 'chat',
  mail: 'send',
  voice: 'phone',
}

/** What is wished now, to be sent whole with one part changed. */
const wishOf = ({ ways, quietFrom, quietTo, digest }: MessageSettings) => ({
  ways: ways.filter(({ chosen }) => chosen).map(({ way }) => way),
  quietFrom,
  quietTo,
  digest,
})

export const MessageWaysPage = () => {
  const t = useText(waysText)
  const settings = useQuery(query(getMessageSettings))
  return (
    <ResidentPage title={t.title} back="/me">
      <p className="lb-soft">{t.line}</p>
      <Loaded from={settings}>
        {(one) => (
          <>
            <Note tone="info" icon="shield">
              {t.life}
              <br />
              {t.limit(one.messagesADay)}
            </Note>
            <Ways settings={one} />
            <Quiet settings={one} />
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}

const stateWords = (t: ReturnType<typeof useText<(typeof waysText)['zh']>>, { way, state, to }: Row): string => {
  if (state === 'off') return t.states.off
  if (state === 'missing') return way === 'push' ? t.states.pushMissing : t.states.missing
  if (state === 'to_confirm') return t.states.to_confirm(to ?? '')
  return to ? t.states.ready(to) : t.states.readyNow
}

const Ways = ({ settings }: { readonly settings: MessageSettings }) => {
  const t = useText(waysText)
  const keep = useAct(setMessageWish, { onDone: () => toast(t.kept) })
  const wish = wishOf(settings)
  const put = (ways: readonly MessageWay[]) => keep.press({ body: { ...wish, ways: [...ways] } })
  const toggle = ({ way, chosen }: Row) => put(chosen ? wish.ways.filter((one) => one !== way) : [...wish.ways, way])
  const up = (way: MessageWay) => {
    const before = wish.ways.indexOf(way) - 1
    const rest = wish.ways.filter((one) => one !== way)
    put([...rest.slice(0, before), way, ...rest.slice(before)])
  }
  return (
    <>
      {keep.refused && <ErrorState error={keep.refused} />}
      {settings.ways.map((row) => (
        <Card key={row.way} label={t.ways[row.way]}>
          <div className="lb-ways-row">
            <IconBox name={icons[row.way]} tone={row.chosen && row.state === 'ready' ? 'primary' : 'neutral'} />
            <div>
              <b>{t.ways[row.way]}</b>
              <p className="lb-sm lb-soft">{stateWords(t, row)}</p>
            </div>
            {row.state !== 'off' && (
              <Switch label={t.use(t.ways[row.way])} on={row.chosen} busy={keep.busy} onSwitch={() => toggle(row)} />
            )}
          </div>
          {row.chosen && row.state !== 'off' && wish.ways.indexOf(row.way) > 0 && (
            <Button
              kind="quiet"
              icon="up2"
              aria-label={t.first(t.ways[row.way])}
              busy={keep.busy}
              onClick={() => up(row.way)}
            >
              {t.up}
            </Button>
          )}
          {row.way === 'mail' && row.state !== 'off' && <Mailbox row={row} />}
          {row.way === 'wechat' && row.state !== 'off' && <Wechat row={row} url={settings.wechatUrl} />}
        </Card>
      ))}
    </>
  )
}

const Mailbox = ({ row }: { readonly row: Row }) => {
  const t = useText(waysText)
  const give = useAct(giveMail, {
    onDone: ({ ways }) =>
      toast(ways.some((one) => one.way === 'mail' && one.state === 'ready') ? t.mailReady : t.mailSent),
  })
  if (row.to !== null) return <Forget way="mail" />
  return (
    <Form schema={giveMail.body} label={t.mail} onSend={(body) => give.send({ body })}>
      {(form) => (
        <>
          <TextField
            name="address"
            type="email"
            inputMode="email"
            autoComplete="email"
            label={t.mail}
            hint={t.mailHint}
          />
          <Button type="submit" kind="secondary" busy={form.busy}>
            {t.giveMail}
          </Button>
        </>
      )}
    </Form>
  )
}

const stateKey = 'lb.wechat-state'

/** WeChat sends the browser back with a code; the state that stands beside it is ours, or it is not what we asked for. */
const Wechat = ({ row, url }: { readonly row: Row; readonly url: string | null }) => {
  const t = useText(waysText)
  const came = new URLSearchParams(useSearch())
  const [code, state] = [came.get('code'), came.get('state')]
  const bind = useAct(bindWechat, { onDone: () => toast(t.wechatDone) })
  const { press } = bind
  useEffect(() => {
    if (!code || !state || sessionStorage.getItem(stateKey) !== state) return
    sessionStorage.removeItem(stateKey)
    press({ body: { code } })
  }, [code, state, press])
  if (row.to !== null) return <Forget way="wechat" />
  const go = () => {
    const mine = newKey()
    sessionStorage.setItem(stateKey, mine)
    location.assign(`${url}&state=${mine}#wechat_redirect`)
  }
  return (
    <>
      {bind.refused && <ErrorState error={bind.refused} />}
      {url && (
        <Button kind="secondary" busy={bind.busy} onClick={go}>
          {t.bindWechat}
        </Button>
      )}
    </>
  )
}

const Forget = ({ way }: { readonly way: 'mail' | 'wechat' }) => {
  const t = useText(waysText)
  const forget = useAct(forgetWay, { onDone: () => toast(t.forgotten) })
  return (
    <>
      {forget.refused && <ErrorState error={forget.refused} />}
      <Button kind="quiet" busy={forget.busy} onClick={() => forget.press({ params: { way } })}>
        {t.forget}
      </Button>
    </>
  )
}

const Quiet = ({ settings }: { readonly settings: MessageSettings }) => {
  const t = useText(waysText)
  const [from, setFrom] = useState(settings.quietFrom ?? '')
  const [to, setTo] = useState(settings.quietTo ?? '')
  const [half, setHalf] = useState(false)
  const keep = useAct(setMessageWish, { onDone: () => toast(t.kept) })
  const wish = wishOf(settings)
  const save = () => {
    setHalf((from === '') !== (to === ''))
    if ((from === '') === (to === '')) keep.press({ body: { ...wish, quietFrom: from || null, quietTo: to || null } })
  }
  return (
    <>
      <Section title={t.quiet}>
        <Card>
          <div className="lb-stack">
            <p className="lb-sm lb-soft">{t.quietUsual(settings.usualQuiet.from, settings.usualQuiet.to)}</p>
            <TextField
              name="quietFrom"
              type="time"
              label={t.from}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
            <TextField
              name="quietTo"
              type="time"
              label={t.to}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
            {half && <Fault text={t.quietHalf} />}
            {keep.refused && <ErrorState error={keep.refused} />}
            <Button kind="secondary" busy={keep.busy} onClick={save}>
              {t.saveQuiet}
            </Button>
          </div>
        </Card>
      </Section>
      <Card>
        <div className="lb-ways-row">
          <div>
            <b>{t.digest}</b>
            <p className="lb-sm lb-soft">{t.digestLine(settings.digestAt)}</p>
          </div>
          <Switch
            label={t.digest}
            on={settings.digest}
            busy={keep.busy}
            onSwitch={(digest) => keep.press({ body: { ...wish, digest } })}
          />
        </div>
      </Card>
    </>
  )
}
