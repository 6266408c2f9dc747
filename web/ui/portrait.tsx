// A face for everybody who has no photo: drawn from the person's id, gently different, never a real likeness.
import { chanceFrom, pick } from './seed.ts'
import './person.css'

const grounds = ['#FADDA8', '#BFDFD6', '#E5EEF8', '#E6F2E2', '#EFECE4', '#E1F0EC', '#FCEAE7', '#E9E3F1'] as const
const clothes = ['#A8501F', '#2F5F8A', '#C2512B', '#4B6B8A', '#5B6B55', '#7A5A8C', '#0E6A5C', '#8A4F00'] as const
const skins = ['#F3C9A5', '#E9B98F', '#F5D0B0', '#F0C39C', '#EDC29D'] as const
const darkHair = ['#3B2F2A', '#2C2623', '#4A3A33', '#5A3F33'] as const
const greyHair = ['#B9B5AE', '#C9C5BD', '#CFCBC4'] as const

type Cut = { readonly behind?: string | undefined; readonly over: string }
const women: readonly Cut[] = [
  {
    behind: 'M19 28c0-10 5-17 13-17s13 7 13 17v12c0 3-2 5-4 5H23c-2 0-4-2-4-5z',
    over: 'M21 29c0-9 3-14 11-15 8 1 11 6 11 15-2-4-3-6-4-8-6 2.5-12 1.5-14 0-1 2-3 5-4 8Z',
  },
  {
    behind: 'M18.5 30c0-11 5-18 13.5-18s13.5 7 13.5 18c0 4-1.5 7-3 9H21.5c-1.5-2-3-5-3-9Z',
    over: 'M21 28c1-6 5-11 12-13 6 2 9 7 10 13-4-2-8-5-10-9-3 4-7 7-12 9Z',
  },
  {
    behind: 'M18.7 25.5a13.3 13 0 1 0 26.6 0 13.3 13 0 1 0-26.6 0ZM26.5 13a5.5 5.5 0 1 0 11 0 5.5 5.5 0 1 0-11 0Z',
    over: 'M20 28c-1-11 6-16 12-16s13 5 12 16c-2-6-5-9-8-9.5-4 3-11 3.5-16 9.5Z',
  },
]
const men: readonly Cut[] = [
  { over: 'M20.5 28c-2-11 4-16 11.5-16s13.5 5 11.5 16c-1-3-1.5-5-3-7-5 .5-12-.5-15-2.5-1.5 3-4 5.5-5 9.5Z' },
  { over: 'M20.5 27c-1.5-10 4-15 11.5-15s13 5 11.5 15c-1.5-4-3-6.5-5-8-4.5 1-9 1-13 0-2 1.5-3.5 4-5 8Z' },
]
const bald: Cut = {
  behind: 'M20.5 26v7c-1.5-1-2-5 0-7ZM43.5 26v7c1.5-1 2-5 0-7Z',
  over: 'M21 25c0-3 1-5 2-6 .5 3-.5 5-2 8ZM43 25c0-3-1-5-2-6-.5 3 .5 5 2 8Z',
}

type Props = {
  /** The person's id: the same id always has the same face. */
  readonly seed: string
  readonly sex?: 'female' | 'male' | null | undefined
  readonly age?: number | null | undefined
  /** Wears the volunteer's cap. */
  readonly cap?: boolean | undefined
  /** A photo the person agreed to show. */
  readonly photo?: string | undefined
  /** In rem. */
  readonly size?: number | undefined
}

export const Portrait = ({ seed, sex, age, cap, photo, size = 3.5 }: Props) => {
  const box = { width: `${size}rem`, height: `${size}rem` }
  if (photo) return <img className="lb-portrait" style={box} src={photo} alt="" />
  const chance = chanceFrom(seed)
  const ground = pick(grounds, chance())
  const cloth = pick(clothes, chance())
  const skin = pick(skins, chance())
  const female = sex ? sex === 'female' : chance() < 0.55
  const old = age ? age >= 62 : chance() < 0.35
  const hair = pick(old ? greyHair : darkHair, chance())
  const cut = female
    ? old
      ? women[2]!
      : pick(women.slice(0, 2), chance())
    : old && chance() < 0.6
      ? bald
      : pick(men, chance())
  const glasses = chance() < (old ? 0.5 : 0.2)
  return (
    <svg className="lb-portrait" style={box} viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      <rect width="64" height="64" fill={ground} />
      {cut.behind && <path d={cut.behind} fill={hair} />}
      <path d="M10 64c0-13 9-19.5 22-19.5S54 51 54 64z" fill={cloth} />
      <path d="M27 37h10v9H27z" fill={skin} />
      <path d="M27 41c3 2.5 7 2.5 10 0v3c-3 2-7 2-10 0z" opacity=".08" />
      <ellipse cx="32" cy="29" rx="10.5" ry="12" fill={skin} />
      <g fill="#3A2F28">
        <circle cx="28" cy="29" r="1.3" />
        <circle cx="36" cy="29" r="1.3" />
      </g>
      <path d="M28.7 34c1.8 1.9 4.8 1.9 6.6 0" stroke="#3A2F28" strokeWidth="1.4" fill="none" strokeLinecap="round" />
      {cap ? <Cap /> : <path d={cut.over} fill={hair} />}
      {glasses && (
        <path
          d="M24.4 29a3.6 3.6 0 1 0 7.2 0 3.6 3.6 0 1 0-7.2 0ZM32.4 29a3.6 3.6 0 1 0 7.2 0 3.6 3.6 0 1 0-7.2 0Z"
          fill="none"
          stroke="#6B5B4D"
          strokeWidth="1.2"
        />
      )}
    </svg>
  )
}

const Cap = () => (
  <>
    <path d="M20 25c0-9 5-14 12-14s12 5 12 14c3 .4 5 1 6.5 2.2-6-1.2-24-1.5-30.5 0Z" fill="#0E6A5C" />
    <path d="M20 25c7-1.8 17-1.8 24 0" stroke="#07443B" strokeWidth="1.5" fill="none" />
    <path d="M30 17.500h4v3.500h-4z" fill="#F5B041" />
  </>
)
