// One SMS, what becomes of it, and what a way out of the machine can do.

/** The same reference is the same message: a gateway that has it already must not send it twice. */
export type Sms = {
  readonly reference: string
  readonly to: string
  readonly text: string
  /** The kind of message and its parts, for providers that send registered templates only. */
  readonly kind: string
  readonly params: Readonly<Partial<Record<'title' | 'text' | 'link' | 'code', string>>>
}

/** `later` is worth another try; `refused` will not change by trying again; `uncertain`: it went out and nobody answered. */
export type SmsOutcome =
  | { readonly state: 'accepted'; readonly providerReference: string | null }
  | { readonly state: 'later' | 'refused' | 'uncertain'; readonly reason: string }

type SmsAsked = { readonly reference: string; readonly to: string; readonly sentAt: Date }

export type SmsGateway = {
  readonly send: (sms: Sms) => Promise<SmsOutcome>
  /** Whether a message whose answer was lost has left. A gateway that cannot be asked takes the same reference once only. */
  readonly ask?: (asked: SmsAsked) => Promise<'sent' | 'not_sent' | 'unknown'>
}
