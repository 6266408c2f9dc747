// What a skill or paper is called: by its kind first, because 急救 is a skill and 急救员证 a certificate of the same code.
import { useText } from '../../kit/text.ts'
import { skillText } from '../volunteers/skill-text.ts'
import { paperText } from './text.ts'

export type NamedKind = 'skill' | 'certificate' | 'training' | 'insurance'
type Names = Readonly<Record<string, string>>

export const useHoldingNames = () => {
  const papers: Readonly<Record<string, Names>> = useText(paperText)
  const skills: Names = useText(skillText).names
  const nameOf = (kind: string, code: string): string => papers[kind]?.[code] ?? skills[code] ?? code
  const isPaper = (code: string) => ['certificate', 'training', 'insurance'].some((kind) => papers[kind]?.[code])
  const optionsOf = (kind: NamedKind): readonly (readonly [string, string])[] =>
    Object.entries(kind === 'skill' ? skills : (papers[kind] ?? {})).filter(
      ([code]) => kind !== 'skill' || !isPaper(code) || code === 'first-aid',
    )
  return { nameOf, optionsOf }
}
