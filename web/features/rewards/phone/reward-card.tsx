// One thing of the shop as a card: picture, name, points, and how many are left or why it cannot be had.
import { Link } from 'wouter'
import type { Reward } from '@linbang/contract/rewards'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { rewardText } from '../text.ts'
import { RewardPicture } from './reward-picture.tsx'

export const useRewardName = () => {
  const words = useWords()
  return ({ zh, en }: { readonly zh: string; readonly en: string }): string => words({ zh, en: en || zh })
}

const useStanding = () => {
  const t = useText(rewardText)
  const say = useSay()
  return ({ fault, stock, countedIn, kind, fromAt }: Reward): string => {
    if (fault === 'not_yet') return t.from(say.moment(fromAt))
    if (fault && fault !== 'points') return t.faults[fault]
    return stock === null ? t.kinds[kind] : t.left(say.number(stock), countedIn)
  }
}

export const RewardCards = ({ rewards }: { readonly rewards: readonly Reward[] }) => {
  const t = useText(rewardText)
  const say = useSay()
  const nameOf = useRewardName()
  const standing = useStanding()
  return (
    <ul className="lb-rewards">
      {rewards.map((reward) => (
        <li key={reward.id}>
          <Link className="lb-reward" href={`/shop/${reward.id}`}>
            <RewardPicture look={reward.look} pictureId={reward.pictureId} />
            <span className="lb-reward-words">
              <b>{nameOf(reward)}</b>
              <span className="lb-reward-facts">
                <strong className="lb-num">{t.points(say.number(reward.points))}</strong>
                <span>{standing(reward)}</span>
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
