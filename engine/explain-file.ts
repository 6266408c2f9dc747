// The file of `engine explain`: a kept decision (packed.ts) in, whether it comes out the same, and where not.
import { explain } from './decision.ts'
import type { Decision, Explanation } from './decision.ts'
import { readInput } from './input.ts'
import { unpack } from './packed.ts'

const ACTS = ['rank', 'chance', 'wave', 'look', 'batch', 'rounds'] as const

/** What is not a decision is refused at its place; what the engine wrote itself is taken as written. */
export function answerExplain(text: string): Explanation {
  const file = readInput(text)
  file.field('engine').id()
  file.field('seed').whole(0, 2 ** 32 - 1)
  for (const step of file.field('steps').items()) {
    step.field('act').word(ACTS)
    step.field('inputs').names()
    step.field('parts')
  }
  return explain(unpack(text) as Decision)
}
