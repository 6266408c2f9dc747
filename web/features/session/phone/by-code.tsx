// Signing in by phone in two steps: the number, then the six digits of the message. Nothing to remember.
import { useRef, useState } from 'react'
import * as z from 'zod/mini'
import { sendCode, signIn } from '@linbang/contract/accounts'
import type { Me } from '@linbang/contract/accounts'
import { Phone } from '@linbang/contract/values'
import { call } from '../../../kit/api.ts'
import { useNow } from '../../../kit/clock.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { sessionText } from '../text.ts'

const digits = (text: unknown) => String(text ?? '').replace(/[\s-]/g, '')
const PhoneForm = z.object({ phone: Phone })
const CodeForm = z.object({ code: z.string().check(z.regex(/^\d{6}$/)) })

export type Sent = { readonly phone: string; readonly retryAt: Date; readonly demoCode?: string | undefined }

const askCode = async (phone: string): Promise<Sent> => {
  const { retryAfterSeconds, demoCode } = await call(sendCode, { body: { phone } })
  return { phone, retryAt: new Date(Date.now() + retryAfterSeconds * 1000), demoCode }
}

/** `known`: a number filled in by a tap on a demo account. */
export const PhoneStep = ({
  known,
  onSent,
}: {
  readonly known?: string | undefined
  readonly onSent: (sent: Sent) => void
}) => {
  const t = useText(sessionText)
  const typed = useRef('')
  return (
    <Form
      key={known ?? ''}
      label={t.title}
      schema={PhoneForm}
      initial={known ? { phone: known } : {}}
      complete={(values) => {
        typed.current = digits(values['phone'])
        return { phone: typed.current }
      }}
      explain={() => {
        const missing = 11 - typed.current.length
        return missing > 0 && missing < 11 ? t.phoneShort(missing) : t.phoneWrong
      }}
      onSend={async ({ phone }) => onSent(await askCode(phone))}
    >
      {(form) => (
        <>
          <TextField
            name="phone"
            label={t.phone}
            hint={t.phoneHint}
            type="tel"
            inputMode="tel"
            autoComplete="tel-national"
            enterKeyHint="send"
          />
          <Button type="submit" size="lg" wide busy={form.busy}>
            {t.sendCode}
          </Button>
        </>
      )}
    </Form>
  )
}

const Again = ({ sent, onSent }: { readonly sent: Sent; readonly onSent: (sent: Sent) => void }) => {
  const t = useText(sessionText)
  const now = useNow(1)
  const [state, setState] = useState<{ busy: boolean; error?: unknown }>({ busy: false })
  const left = Math.ceil((sent.retryAt.getTime() - now.getTime()) / 1000)
  const press = async () => {
    setState({ busy: true })
    try {
      onSent(await askCode(sent.phone))
      setState({ busy: false })
    } catch (error) {
      setState({ busy: false, error })
    }
  }
  if (left > 0) return <p className="lb-sm lb-soft">{t.againIn(left)}</p>
  return (
    <>
      {state.error !== undefined && <ErrorState error={state.error} />}
      <Button kind="quiet" icon="refresh" busy={state.busy} onClick={() => void press()}>
        {t.again}
      </Button>
    </>
  )
}

export const CodeStep = ({
  sent,
  onSent,
  onIn,
  onOther,
}: {
  readonly sent: Sent
  readonly onSent: (sent: Sent) => void
  readonly onIn: (me: Me) => void
  readonly onOther: () => void
}) => {
  const t = useText(sessionText)
  return (
    <>
      {sent.demoCode && (
        <Note tone="lamp" icon="info">
          {t.demoCode(sent.demoCode)}
        </Note>
      )}
      <Form
        key={sent.demoCode ?? ''}
        label={t.codeTitle}
        schema={CodeForm}
        initial={sent.demoCode ? { code: sent.demoCode } : {}}
        complete={(values) => ({ code: digits(values['code']) })}
        explain={() => t.codeShort}
        onSend={async ({ code }) => onIn((await call(signIn, { body: { phone: sent.phone, code } })).me)}
      >
        {(form) => (
          <>
            <div className="lb-session-code">
              <TextField
                name="code"
                label={t.code}
                hint={t.codeSent(sent.phone)}
                inputMode="numeric"
                autoComplete="one-time-code"
                enterKeyHint="go"
              />
            </div>
            <Button type="submit" size="lg" wide busy={form.busy}>
              {t.signIn}
            </Button>
          </>
        )}
      </Form>
      <div className="lb-row" data-between="">
        <Again sent={sent} onSent={onSent} />
        <Button kind="quiet" onClick={onOther}>
          {t.otherPhone}
        </Button>
      </div>
    </>
  )
}
