// How it went: three faces with words for people to press; stars only to show an average with its number and count.
import { useText, useSay } from '../kit/text.ts'
import { useField } from '../kit/form.tsx'
import { Fault } from './field.tsx'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'
import './signature.css'

/** The faces mean 5, 3 and 2 (rules.md §2). */
export type Face = 5 | 3 | 2
const faces = [
  [5, 'face1'],
  [3, 'face2'],
  [2, 'face3'],
] as const

export const RatingFaces = ({
  legend,
  name = 'satisfaction',
  value,
  onChoose,
}: {
  readonly legend: string
  readonly name?: string | undefined
  readonly value?: Face | undefined
  readonly onChoose: (face: Face) => void
}) => {
  const t = useText(uiText)
  const field = useField(name)
  return (
    <fieldset id={field.id} tabIndex={-1}>
      <legend className="lb-heading" style={{ marginBottom: 'var(--lb-space-2)', padding: 0 }}>
        {legend}
      </legend>
      <div className="lb-faces">
        {faces.map(([face, icon]) => (
          <label key={face} className="lb-face" data-chosen={value === face ? '' : undefined}>
            <input
              type="radio"
              name={name}
              data-kind="number"
              value={face}
              checked={value === face}
              onChange={() => onChoose(face)}
            />
            <Icon name={icon} size="lg" />
            {t.faces[face]}
          </label>
        ))}
      </div>
      <Fault id={field.faultId} text={field.fault} />
    </fieldset>
  )
}

export const Stars = ({ average, count }: { readonly average: number; readonly count: number }) => {
  const t = useText(uiText)
  const say = useSay()
  return (
    <span className="lb-stars">
      <Icon name="starf" size="xs" />
      <b className="lb-num">{average.toFixed(1)}</b>
      <span className="lb-soft">{t.ratings(say.number(count))}</span>
    </span>
  )
}
