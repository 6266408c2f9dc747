// The stars of a volunteer, always with their words beside or behind them.
import { Icon } from './icon.tsx'
import './signature.css'

export const StarsHeld = ({ stars, label }: { readonly stars: number; readonly label: string }) => (
  <span className="lb-stars" role="img" aria-label={label}>
    {Array.from({ length: 5 }, (_, place) => (
      <Icon key={place} name={place < stars ? 'starf' : 'star'} size="sm" />
    ))}
  </span>
)
