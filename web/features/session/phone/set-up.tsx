// The first page of a real installation, opened by the link in the terminal: operator, hotline, privacy text, first administrator.
import { useQuery } from '@tanstack/react-query'
import { useSearch } from 'wouter'
import { checkSetUp, setUp } from '@linbang/contract/installation'
import { call, query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card, Section } from '../../../ui/card.tsx'
import { TextArea, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { QrCard } from '../../../ui/qr-card.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { sessionText } from '../text.ts'
import { ResidentPage } from './resident-page.tsx'
import { useEnter } from './sign-in.tsx'

type Prepared = {
  readonly secret: string
  readonly qrSvg: string
  readonly privacyDraftZh: string
  readonly privacyDraftEn: string
}

const SetUpForm = ({ link, prepared }: { readonly link: string; readonly prepared: Prepared }) => {
  const t = useText(sessionText)
  const enter = useEnter()
  return (
    <Form
      label={t.setUpTitle}
      schema={setUp.body}
      draft="set-up"
      initial={{ privacyZh: prepared.privacyDraftZh, privacyEn: prepared.privacyDraftEn }}
      complete={(values) => ({
        ...values,
        link,
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        admin: { ...(values['admin'] as object), secret: prepared.secret },
      })}
      explain={(name) =>
        ({ 'admin.password': t.passwordShort, 'admin.username': t.usernameWrong, 'admin.totp': t.totpHint })[name]
      }
      onSend={async (body) => enter((await call(setUp, { body })).me)}
    >
      {(form) => (
        <>
          <Section title={t.setUpPlace}>
            <Card>
              <div className="lb-stack">
                <TextField name="operator" label={t.operator} hint={t.operatorHint} autoComplete="organization" />
                <TextField name="operatorEn" label={t.operatorEn} optional />
                <TextField name="community" label={t.community} hint={t.communityHint} />
                <TextField name="hotline" label={t.hotline} hint={t.hotlineHint} type="tel" />
                <TextArea name="privacyZh" label={t.privacyZh} hint={t.privacyHint} rows={8} />
                <TextArea name="privacyEn" label={t.privacyEn} optional rows={6} />
              </div>
            </Card>
          </Section>
          <Section title={t.setUpAdmin}>
            <Card>
              <div className="lb-stack">
                <TextField name="admin.name" label={t.adminName} autoComplete="name" />
                <TextField
                  name="admin.username"
                  label={t.adminUsername}
                  hint={t.adminUsernameHint}
                  autoComplete="username"
                  autoCapitalize="none"
                  spellCheck={false}
                />
                <TextField
                  name="admin.password"
                  label={t.adminPassword}
                  hint={t.adminPasswordHint}
                  type="password"
                  autoComplete="new-password"
                />
                <QrCard svg={prepared.qrSvg} label={t.authenticatorAlt} title={t.authenticator} />
                <p className="lb-sm lb-session-secret">{t.authenticatorSecret(prepared.secret)}</p>
                <TextField
                  name="admin.totp"
                  label={t.totp}
                  hint={t.totpHint}
                  inputMode="numeric"
                  autoComplete="one-time-code"
                />
              </div>
            </Card>
          </Section>
          <Button type="submit" size="lg" wide busy={form.busy}>
            {t.setUpGo}
          </Button>
        </>
      )}
    </Form>
  )
}

const WithLink = ({ link }: { readonly link: string }) => {
  // the secret in the answer belongs to this form: it is asked for once
  const prepared = useQuery({
    ...query(checkSetUp, { query: { link } }),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  return (
    <Loaded from={prepared} shape="page">
      {(one) => <SetUpForm link={link} prepared={one} />}
    </Loaded>
  )
}

export const SetUpPage = () => {
  const t = useText(sessionText)
  // The code stands behind the #, which no proxy writes into its log.
  const search = useSearch()
  const link = location.hash.slice(1) || new URLSearchParams(search).get('link')
  return (
    <ResidentPage title={t.setUpTitle} home>
      {link ? (
        <>
          <p className="lb-soft">{t.setUpLine}</p>
          <WithLink link={link} />
        </>
      ) : (
        <EmptyState>
          <b>{t.setUpNoLink}</b>
          <br />
          {t.setUpNoLinkLine}
        </EmptyState>
      )}
    </ResidentPage>
  )
}
