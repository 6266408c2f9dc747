// One-time codes from an authenticator (TOTP, RFC 6238): each step of 30 seconds is good for one sign-in.
import { generateSecret, generateSync, generateURI, verifySync } from 'otplib'

/** 160 random bits in base32. */
export const newSecret = (): string => generateSecret()

/** What the authenticator reads from the QR. */
export const enrolUrl = (operator: string, name: string, secret: string): string =>
  generateURI({ issuer: operator, label: name, secret })

const wellFormed = /^[A-Z2-7]{32,64}$/

/** The step the code belongs to, one step of clock difference allowed either way; undefined when it is wrong or was used. */
export const stepOf = (secret: string, code: string, now: Date, lastStep: number | null): number | undefined => {
  if (!wellFormed.test(secret)) return undefined
  const outcome = verifySync({
    strategy: 'totp',
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: 30,
    ...(lastStep !== null && { afterTimeStep: lastStep }),
  })
  return outcome.valid && 'timeStep' in outcome ? outcome.timeStep : undefined
}

/** The code of the moment, for a demo's sign-in page. */
export const codeAt = (secret: string, now: Date): string =>
  generateSync({ strategy: 'totp', secret, epoch: Math.floor(now.getTime() / 1000) })
