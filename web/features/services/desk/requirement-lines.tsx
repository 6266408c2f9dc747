// What a helper must have: one line a requirement.
import { RequirementKind } from '@linbang/contract/catalog'
import type { Service } from '@linbang/contract/catalog'
import { useSay, useText } from '../../../kit/text.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Section } from '../../../ui/card.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { useHoldingNames } from '../../volunteer-desk/holding-name.ts'
import type { NamedKind } from '../../volunteer-desk/holding-name.ts'
import { servicesText } from '../text.ts'

export type Need = Service['requirements'][number]
type Props = { readonly needs: readonly Need[]; readonly onChange: (needs: readonly Need[]) => void }

const named = (kind: Need['kind']): kind is NamedKind =>
  ['skill', 'certificate', 'training', 'insurance'].includes(kind)

export const RequirementLines = ({ needs, onChange }: Props) => {
  const t = useText(servicesText)
  const say = useSay()
  const { optionsOf, nameOf } = useHoldingNames()
  const set = (place: number, part: Partial<Need>) =>
    onChange(needs.map((one, at) => (at === place ? { ...one, ...part } : one)))
  const choices = (need: Need & { kind: NamedKind }) => {
    const known = optionsOf(need.kind)
    const stands = need.code === '' || known.some(([code]) => code === need.code)
    return stands ? known : [...known, [need.code, nameOf(need.kind, need.code)] as const]
  }
  return (
    <Section title={t.requirements}>
      <p className="lb-sm lb-soft">{t.requirementsHint}</p>
      {needs.map((need, place) => (
        <div key={place} className="lb-services-line" role="group" aria-label={t.line(say.number(place + 1))}>
          <Select
            name={`need-kind-${place}`}
            label={t.requirement}
            value={need.kind}
            onChange={(event) => {
              const kind = RequirementKind.options.find((one) => one === event.target.value)
              if (kind) set(place, { kind, code: '', value: kind === 'age' ? 18 : null })
            }}
          >
            {RequirementKind.options.map((kind) => (
              <option key={kind} value={kind}>
                {t.requirementKind[kind]}
              </option>
            ))}
          </Select>
          {named(need.kind) ? (
            <Select
              name={`need-code-${place}`}
              label={t.which}
              value={need.code}
              onChange={(event) => set(place, { code: event.target.value })}
            >
              <option value="">{t.choose}</option>
              {choices({ ...need, kind: need.kind }).map(([code, name]) => (
                <option key={code} value={code}>
                  {name}
                </option>
              ))}
            </Select>
          ) : need.kind === 'age' ? (
            <TextField
              name={`need-age-${place}`}
              label={t.age}
              inputMode="numeric"
              value={String(need.value ?? '')}
              onChange={(event) => set(place, { value: Number(event.target.value.replace(/\D/g, '')) })}
            />
          ) : (
            <span />
          )}
          <IconButton icon="x" label={t.drop} onClick={() => onChange(needs.filter((_, at) => at !== place))} />
        </div>
      ))}
      <Button
        kind="secondary"
        size="sm"
        icon="plus"
        onClick={() => onChange([...needs, { kind: 'skill', code: '', value: null }])}
      >
        {t.addRequirement}
      </Button>
    </Section>
  )
}
