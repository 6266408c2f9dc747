// The picture of a reward: its photo, or a drawing of what it is. Never the only place of a word.
import type { ReactNode } from 'react'
import { getFile } from '@linbang/contract/files'
import type { RewardLook } from '@linbang/contract/rewards'
import { addressOf } from '../../../kit/api.ts'
import './rewards.css'

const Rice = () => (
  <>
    <rect width="160" height="96" fill="#FDF0D8" />
    <ellipse cx="80" cy="84" rx="44" ry="5" fill="#EBD6AB" />
    <path d="M56 34h48l5 46a5 5 0 0 1-5 5H56a5 5 0 0 1-5-5z" fill="#fff" stroke="#D9B56E" strokeWidth="2" />
    <path d="M58 34c-4-8 3-16 22-19 19 3 26 11 22 19z" fill="#F3E3BE" stroke="#D9B56E" strokeWidth="2" />
    <path d="M66 26h28" stroke="#D9B56E" strokeWidth="3" strokeLinecap="round" />
    <rect x="63" y="46" width="34" height="24" rx="4" fill="#0E6A5C" />
    <path
      d="M80 66V53M80 57c-5 0-7-2-8-5 5 0 7 2 8 5ZM80 60c5 0 7-2 8-5-5 0-7 2-8 5Z"
      stroke="#F5B041"
      strokeWidth="2"
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  </>
)

const Oil = () => (
  <>
    <rect width="160" height="96" fill="#E1F0EC" />
    <ellipse cx="80" cy="84" rx="36" ry="5" fill="#C6DFD7" />
    <path d="M72 12h16v12l12 14v42a6 6 0 0 1-6 6H66a6 6 0 0 1-6-6V38l12-14z" fill="#F5B041" />
    <rect x="70" y="8" width="20" height="10" rx="3" fill="#B4281C" />
    <rect x="60" y="48" width="40" height="22" fill="#fff" />
    <path d="M80 52c3 4 5 6 5 9a5 5 0 0 1-10 0c0-3 2-5 5-9Z" fill="#E2952A" />
    <path d="M94 42c8-2 12 4 10 12s-4 10-4 10" fill="none" stroke="#E2952A" strokeWidth="4" strokeLinecap="round" />
  </>
)

const Paper = ({ children }: { readonly children: ReactNode }) => (
  <>
    <rect width="160" height="96" fill="#E5EEF8" />
    <rect x="26" y="22" width="108" height="54" rx="8" fill="#fff" stroke="#A9C3E0" strokeWidth="2" />
    <path d="M96 22v54" stroke="#A9C3E0" strokeWidth="2" strokeDasharray="4 5" />
    <circle cx="26" cy="49" r="7" fill="#E5EEF8" />
    <circle cx="134" cy="49" r="7" fill="#E5EEF8" />
    <g fill="none" stroke="#1D5C9E" strokeWidth="2.8" strokeLinecap="round" strokeLinejoin="round">
      {children}
    </g>
    <path d="M106 42h18M106 52h12" stroke="#A9C3E0" strokeWidth="4" strokeLinecap="round" />
  </>
)

const Haircut = () => (
  <Paper>
    <circle cx="52.4" cy="40.9" r="4.2" />
    <circle cx="52.4" cy="57.5" r="4.2" />
    <path d="M56 43.300 74 56.400M56 55.100 74 42" />
  </Paper>
)

const Ticket = () => (
  <Paper>
    <path d="M46 42h34M46 50h34M46 58h20" />
  </Paper>
)

const Cleaning = () => (
  <>
    <rect width="160" height="96" fill="#EFECE4" />
    <ellipse cx="80" cy="84" rx="50" ry="5" fill="#DDD7CA" />
    <path d="M52 46h34l-4 36a4 4 0 0 1-4 3.500H60a4 4 0 0 1-4-3.500z" fill="#2A8B7A" />
    <path d="M52 46c0-18 34-18 34 0" fill="none" stroke="#0A564B" strokeWidth="3" />
    <path d="M60 46c2-6 5-8 9-8s7 2 9 8z" fill="#fff" opacity=".9" />
    <path d="M112 14 104 60" stroke="#A8703A" strokeWidth="5" strokeLinecap="round" />
    <path d="M98 58h14l6 26H90z" fill="#F5B041" />
    <path d="M98 70l-2 14M105 70v14M111 70l2 14" stroke="#C77D0A" strokeWidth="2" />
  </>
)

const Meal = () => (
  <>
    <rect width="160" height="96" fill="#FDF0D8" />
    <ellipse cx="80" cy="84" rx="46" ry="5" fill="#EBD6AB" />
    <path d="M36 46h88c0 22-16 36-34 37H70c-18-1-34-15-34-37z" fill="#0E6A5C" />
    <path d="M44 46c4-14 18-20 36-20s32 6 36 20z" fill="#fff" stroke="#D9B56E" strokeWidth="2" />
    <path
      d="M66 18c-4-4 4-7 0-11M82 18c-4-4 4-7 0-11M98 18c-4-4 4-7 0-11"
      stroke="#D9B56E"
      strokeWidth="3"
      fill="none"
      strokeLinecap="round"
    />
  </>
)

const Gift = () => (
  <>
    <rect width="160" height="96" fill="#E1F0EC" />
    <ellipse cx="80" cy="84" rx="42" ry="5" fill="#C6DFD7" />
    <rect x="50" y="46" width="60" height="38" rx="4" fill="#2A8B7A" />
    <rect x="44" y="34" width="72" height="16" rx="4" fill="#0E6A5C" />
    <path d="M80 34v50" stroke="#F5B041" strokeWidth="8" />
    <path
      d="M80 34c-20 0-24-18-12-20 8 0 12 10 12 20Zm0 0c20 0 24-18 12-20-8 0-12 10-12 20Z"
      fill="none"
      stroke="#F5B041"
      strokeWidth="5"
      strokeLinejoin="round"
    />
  </>
)

const drawings: Readonly<Record<RewardLook, () => ReactNode>> = {
  gift: Gift,
  rice: Rice,
  oil: Oil,
  ticket: Ticket,
  haircut: Haircut,
  cleaning: Cleaning,
  meal: Meal,
}

type Props = { readonly look: RewardLook; readonly pictureId: string | null }

export const RewardPicture = ({ look, pictureId }: Props) => {
  if (pictureId)
    return (
      <img
        className="lb-reward-picture"
        src={addressOf(getFile, { params: { fileId: pictureId } })}
        alt=""
        loading="lazy"
      />
    )
  const Drawing = drawings[look]
  return (
    <svg
      className="lb-reward-picture"
      viewBox="0 0 160 96"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
      focusable="false"
    >
      <Drawing />
    </svg>
  )
}
