// A code of the catalogue as words; what somebody typed themselves stays as they typed it.
import { useText } from '../../../kit/text.ts'
import { skillText } from '../skill-text.ts'

export const useSkillName = (): ((code: string) => string) => {
  const { names } = useText(skillText)
  return (code) => (names as Readonly<Record<string, string>>)[code] ?? code
}

/** Offered at registration, the most asked first; everything else can be typed. */
export const usualSkills = [
  'errand',
  'companionship',
  'phone-teaching',
  'escort',
  'meal-delivery',
  'medicine-errand',
  'cleaning',
  'lifting',
  'plumbing',
  'electrical',
  'appliance-repair',
  'carpentry',
  'hairdressing',
  'health-check',
  'tutoring',
  'documents',
] as const

export const usualCertificates = [
  'electrician',
  'appliance-repairer',
  'gas-fitter',
  'boiler-fitter',
  'care-worker',
  'nurse',
  'food-handler',
  'hairdresser',
  'counsellor',
  'lawyer',
  'mediator',
] as const
