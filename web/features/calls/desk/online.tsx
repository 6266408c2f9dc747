// How many agents are at the hotline now, in the top bar.
import { useQuery } from '@tanstack/react-query'
import { getAgentDesk } from '@linbang/contract/agents'
import { query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { Chip } from '../../../ui/chip.tsx'
import { hotlineText } from '../hotline-text.ts'

export const OnlineAgents = () => {
  const t = useText(hotlineText)
  const say = useSay()
  const { data } = useQuery({ ...query(getAgentDesk), refetchInterval: 60_000 })
  const there = data?.items.filter(({ state }) => state !== 'away').length ?? 0
  if (!data) return null
  return (
    <Chip icon="headset" tone={there > 0 ? 'success' : 'warn'}>
      {t.online(say.number(there))}
    </Chip>
  )
}
