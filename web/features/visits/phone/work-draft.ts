// What is written down while working, kept on the phone until it is sent: photos taken and parts used.
import { useState } from 'react'
import type * as z from 'zod/mini'
import type { Part } from '@linbang/contract/visits'
import { forgetDraft, keepDraft, readDraft } from '../../../kit/draft.ts'

export type UsedPart = z.output<typeof Part>
export type WorkDraft = { readonly photoIds: readonly string[]; readonly parts: readonly UsedPart[] }

const nameOf = (visitId: string) => `extras-${visitId}`

const read = (visitId: string): WorkDraft => {
  const kept = readDraft(nameOf(visitId))
  const list = (name: string) => (Array.isArray(kept?.[name]) ? (kept[name] as readonly string[]) : [])
  return { photoIds: list('photoIds'), parts: list('parts').map((text) => JSON.parse(text) as UsedPart) }
}

export const useWorkDraft = (visitId: string) => {
  const [draft, setDraft] = useState(() => read(visitId))
  const change = (next: Partial<WorkDraft>) => {
    const whole = { ...draft, ...next }
    keepDraft(nameOf(visitId), { photoIds: whole.photoIds, parts: whole.parts.map((part) => JSON.stringify(part)) })
    setDraft(whole)
  }
  return { draft, change, forget: () => forgetDraft(nameOf(visitId)) }
}

/** 30 or 30.50 yuan as cents; NaN for what is no amount, so that the field says so. */
export const centsOf = (text: string): number => {
  const plain = text.replace(/[¥￥,\s]/g, '')
  return /^\d{1,6}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : Number.NaN
}
