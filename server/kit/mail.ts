// E-mail by the operator's own SMTP server, as plain text: subject, text, and the address that opens it.
import { createTransport } from 'nodemailer'
import type { Sms, SmsGateway, SmsOutcome } from './sms-message.ts'
import type { MailSettings } from './way-settings.ts'

type Trouble = { readonly responseCode?: number; readonly code?: string; readonly message?: string }

/** SMTP's own words: 4xx and a line that broke come right by themselves, 5xx does not. A wrong password is the operator's to mend. */
const outcomeOf = ({ responseCode, code, message = '' }: Trouble): SmsOutcome => {
  if (responseCode === undefined) return { state: 'later', reason: code ?? message }
  const refused = responseCode >= 500 && code !== 'EAUTH'
  return { state: refused ? 'refused' : 'later', reason: `the mail server answered ${responseCode}` }
}

const textOf = ({ params, text }: Sms): string =>
  params.text ? [params.text, params.link].filter(Boolean).join('\n\n') : text

/** The same reference is the same Message-ID: a mailbox shows a repetition once. */
export const smtpGateway = ({ url, from }: MailSettings): SmsGateway => {
  const transport = createTransport(url, { from })
  const domain =
    from
      .split('@')
      .at(-1)
      ?.replace(/[^\w.-]/g, '') ?? 'linbang'
  return {
    send: async (mail) => {
      try {
        const sent = await transport.sendMail({
          to: mail.to,
          subject: mail.params.title ?? mail.text.slice(0, 60),
          text: textOf(mail),
          messageId: `<${mail.reference}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          textEncoding: 'base64',
        })
        return { state: 'accepted', providerReference: sent.messageId }
      } catch (error) {
        return outcomeOf(error as Trouble)
      }
    },
  }
}
