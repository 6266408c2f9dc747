// Staff switch on their one-time codes: scan, prove, done.
import { useQuery } from '@tanstack/react-query'
import { useLocation } from 'wouter'
import * as z from 'zod/mini'
import { confirmSecondFactor, startSecondFactor } from '@linbang/contract/accounts'
import { call, refresh } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { sessionText } from '../text.ts'
import { ResidentPage } from './resident-page.tsx'

const Proof = z.object({ totp: z.string().check(z.regex(/^\d{6}$/)) })

export const SecondFactorPage = () => {
  const t = useText(sessionText)
  const [, go] = useLocation()
  const started = useQuery({
    queryKey: [startSecondFactor.path],
    queryFn: () => call(startSecondFactor),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  return (
    <ResidentPage title={t.factorTitle} back="/me">
      <p className="lb-soft">{t.factorLine}</p>
      <Loaded from={started} shape="page">
        {({ secret, qrSvg }) => (
          <Card>
            <QrCard svg={qrSvg} label={t.authenticatorAlt} title={t.authenticator} />
            <p className="lb-sm lb-session-secret">{t.authenticatorSecret(secret)}</p>
            <Form
              label={t.factorTitle}
              schema={Proof}
              explain={() => t.totpHint}
              onSend={async ({ totp }) => {
                await call(confirmSecondFactor, { body: { secret, totp } })
                void refresh('/me')
                toast(t.factorDone)
                go('/me', { replace: true })
              }}
            >
              {(form) => (
                <>
                  <TextField
                    name="totp"
                    label={t.totp}
                    hint={t.totpHint}
                    inputMode="numeric"
                    autoComplete="one-time-code"
                  />
                  <Button type="submit" size="lg" wide busy={form.busy}>
                    {t.factorGo}
                  </Button>
                </>
              )}
            </Form>
          </Card>
        )}
      </Loaded>
    </ResidentPage>
  )
}
