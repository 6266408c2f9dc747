// How a service of the catalogue looks on the phone: short name, icon, colour of its box; the usual ones first.
import { useQuery } from '@tanstack/react-query'
import { listServices } from '@linbang/contract/catalog'
import type { Service } from '@linbang/contract/catalog'
import { keptQuery } from '../../../kit/kept.ts'
import { iconNames } from '../../../ui/icon-names.ts'
import type { IconName } from '../../../ui/icon-names.ts'
import type { Tone } from '../../../ui/icon.tsx'

const known = new Set<string>(iconNames)
export const iconOf = (icon: string): IconName => (known.has(icon) ? (icon as IconName) : 'help')

const tones: Partial<Record<IconName, Tone>> = {
  drop: 'lamp',
  bolt: 'lamp',
  tv: 'lamp',
  wrench: 'lamp',
  lamp: 'lamp',
  key: 'lamp',
  meal: 'primary',
  rice: 'primary',
  basket: 'primary',
  chat: 'primary',
  heart: 'primary',
  users: 'primary',
  steth: 'info',
  pill: 'info',
  pulse: 'info',
  scissors: 'info',
  walk: 'info',
  sos: 'danger',
  bell: 'danger',
}
export const toneOf = (icon: string): Tone => tones[iconOf(icon)] ?? 'neutral'

/** 修水管、水龙头 is 修水管 where room is short. */
export const shortName = (words: { readonly zh: string; readonly en: string }): { zh: string; en: string } => ({
  zh: words.zh.split(/[、，]/)[0] ?? words.zh,
  en: words.en,
})

/** Most asked first; what is only for emergencies or to be talked over comes last. */
const usualFirst = (services: readonly Service[]): readonly Service[] => {
  const rank = ({ defaultUrgency }: Service) => (defaultUrgency === 'life' ? 1 : 0)
  return services
    .filter(({ active }) => active)
    .sort((one, other) => rank(one) - rank(other) || other.asked - one.asked || one.sort - other.sort)
}

/** Kept on the phone: what was written before the line went must reach its last page without one. */
export const useServices = () =>
  useQuery({ ...keptQuery(listServices, {}), staleTime: 10 * 60_000, select: ({ items }) => usualFirst(items) })

/** Under this service staff answer words that name none: advice, or else the first of all. */
export const openService = (services: readonly Service[]): Service | undefined =>
  services.find(({ defaultUrgency }) => defaultUrgency === 'advice') ?? services[0]
export const emergencyService = (services: readonly Service[]): Service | undefined =>
  services.find(({ code }) => code === 'emergency-check') ??
  services.find(({ defaultUrgency }) => defaultUrgency === 'life')
