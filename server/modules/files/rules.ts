// What may be sent in for which purpose, and which staff may look at it besides those the using module lets in.
import type { Permission } from '@linbang/contract/permissions'
import type { FileKind } from '../../kit/files.ts'

export const purposes = ['request', 'visit', 'certificate', 'signature', 'reward'] as const
export type FilePurpose = (typeof purposes)[number]

export const isPurpose = (text: string | undefined): text is FilePurpose =>
  (purposes as readonly (string | undefined)[]).includes(text)

export const kindsFor: Readonly<Record<FilePurpose, readonly FileKind[]>> = {
  request: ['picture', 'recording'],
  visit: ['picture'],
  certificate: ['picture', 'paper'],
  signature: ['picture'],
  reward: ['picture'],
}

/** Staff who hold this over the owner see the file before any other module has taken it up. */
export const staffSee: Readonly<Record<FilePurpose, Permission | null>> = {
  request: null,
  visit: null,
  certificate: 'volunteers.review',
  signature: null,
  reward: null,
}

/** Consents promise that recordings go after six months. */
export const recordingsKeptDays = 183
