// What the stories of this module begin with: a request that is done and waits for a word.
import { expect } from 'vitest'
import type { Hands } from '../../kit/testing.ts'

type Town = {
  readonly ask: (hands: Hands) => Promise<{ readonly id: string; readonly number: string }>
  readonly settle: () => Promise<void>
  readonly world: { readonly advance: (minutes: number) => void }
}

/** Somebody came, worked half an hour and signed. Where they checked in stands unproved unless told. */
export const doneRequest = async (
  town: Town,
  asker: Hands,
  helper: Hands,
  checkIn: object = { withoutProof: true },
) => {
  const { id, number } = await town.ask(asker)
  const { visitId } = (await helper.post(`/requests/${id}/claim`, {})).body
  await helper.post(`/visits/${visitId}/set-out`, {})
  await helper.post(`/visits/${visitId}/check-in`, checkIn)
  town.world.advance(30)
  await helper.post(`/visits/${visitId}/finish`, { work: '换了垫圈' })
  const signed = await helper.post(`/visits/${visitId}/sign`, { signature: { witness: '楼下陈叔' } })
  expect(signed.status, JSON.stringify(signed.body)).toBe(200)
  await town.settle()
  return { id, number, visitId: visitId as string }
}
