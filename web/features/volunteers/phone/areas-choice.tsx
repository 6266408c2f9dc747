// Where somebody goes: whole communities, or only some grids of their own.
import { useQuery } from '@tanstack/react-query'
import { listAreas } from '@linbang/contract/areas'
import { query } from '../../../kit/api.ts'
import { useInstallation, useSignedIn } from '../../../kit/session.tsx'
import { useText, useWords } from '../../../kit/text.ts'
import { ChoiceList } from '../../../ui/choice.tsx'
import { volunteersText } from '../text.ts'

export const useAreaNames = () => {
  const words = useWords()
  const communities = useInstallation()?.communities ?? []
  const underId = useSignedIn().home?.communityId ?? ''
  const grids = useQuery({
    ...query(listAreas, { query: { kind: 'grid', underId, limit: '40' } }),
    staleTime: 600_000,
    enabled: underId !== '',
  })
  const option = ({ name, nameEn }: { name: string; nameEn: string }) => words({ zh: name, en: nameEn })
  return {
    communities: communities.map((one) => ({ value: one.areaId, title: option(one) })),
    grids: (grids.data?.items ?? []).map((one) => ({ value: one.id, title: option(one) })),
  }
}

export const AreasChoice = ({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (areaIds: readonly string[]) => void
}) => {
  const t = useText(volunteersText)
  const { home } = useSignedIn()
  const { communities, grids } = useAreaNames()
  const choose = (value: string, on: boolean) =>
    onChange(on ? [...new Set([...chosen, value])] : chosen.filter((one) => one !== value))
  return (
    <>
      <ChoiceList
        key={`communities-${communities.length}`}
        name="areaIds"
        legend={t.areas}
        hint={t.areasHint}
        many
        options={communities}
        initial={chosen}
        onChoose={choose}
      />
      {home && grids.length > 0 && (
        <ChoiceList
          key={`grids-${grids.length}`}
          name="gridIds"
          legend={t.gridsOf(home.communityName)}
          many
          options={grids}
          initial={chosen}
          onChoose={choose}
        />
      )}
    </>
  )
}
