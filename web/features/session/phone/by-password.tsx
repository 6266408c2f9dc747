// Staff sign in with user name, password and, where their role asks for it, the code of their authenticator.
import { useState } from 'react'
import * as z from 'zod/mini'
import { signIn } from '@linbang/contract/accounts'
import type { Me } from '@linbang/contract/accounts'
import { call } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { sessionText } from '../text.ts'

const PasswordForm = z.object({
  username: z.string().check(z.minLength(1)),
  password: z.string().check(z.minLength(1)),
  totp: z.optional(z.string().check(z.regex(/^\d{6}$/))),
})

export type Known = {
  readonly username: string
  readonly password?: string | undefined
  readonly totp?: string | undefined
}

/** A demo tells the code of the moment; a secret is no code. */
const codeOf = (known: Known | undefined) => (known?.totp && /^\d{6}$/.test(known.totp) ? known.totp : undefined)

export const ByPassword = ({
  known,
  onIn,
}: {
  readonly known?: Known | undefined
  readonly onIn: (me: Me) => void
}) => {
  const t = useText(sessionText)
  const [asksCode, setAsksCode] = useState(known?.totp !== undefined)
  const totp = codeOf(known)
  const send = async (body: z.output<typeof PasswordForm>) => {
    try {
      const { username, password, totp } = body
      onIn((await call(signIn, { body: { username: username.trim(), password, ...(totp && { totp }) } })).me)
    } catch (error) {
      if (error instanceof Refused && error.code.startsWith('auth.second_factor')) setAsksCode(true)
      throw error
    }
  }
  return (
    <Form
      key={known?.username ?? ''}
      label={t.staff}
      schema={PasswordForm}
      initial={{
        ...(known && { username: known.username }),
        ...(known?.password && { password: known.password }),
        ...(totp && { totp }),
      }}
      explain={(name) => ({ username: t.usernameNeeded, password: t.passwordNeeded, totp: t.totpHint })[name]}
      onSend={send}
    >
      {(form) => (
        <>
          <TextField
            name="username"
            label={t.username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
          <TextField name="password" label={t.password} type="password" autoComplete="current-password" />
          {asksCode && (
            <TextField name="totp" label={t.totp} hint={t.totpHint} inputMode="numeric" autoComplete="one-time-code" />
          )}
          <Button type="submit" size="lg" wide busy={form.busy}>
            {t.signIn}
          </Button>
        </>
      )}
    </Form>
  )
}
