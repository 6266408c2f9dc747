// How busy each grid is: what waits there beside who is free there; where more waits than is free, the row says so.
import type { BoardCounts } from '@linbang/contract/request-lists'
import type * as z from 'zod/mini'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { boardText } from '../text.ts'

export const GridLoad = ({ grids }: { readonly grids: z.infer<typeof BoardCounts>['grids'] }) => {
  const t = useText(boardText)
  const say = useSay()
  const words = useWords()
  const most = Math.max(1, ...grids.map((grid) => Math.max(grid.waiting, grid.free)))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="lb-board-grids" tabIndex={0} role="group" aria-label={t.grids}>
      <h2>{t.grids}</h2>
      <p className="lb-board-key">
        <span>{t.toDispatch}</span>
        <span>{t.freePeople}</span>
      </p>
      <ul>
        {grids.map((grid) => {
          const short = grid.waiting - grid.free
          return (
            <li key={grid.areaId} data-short={short > 0 ? '' : undefined}>
              <span>{words({ zh: grid.name, en: grid.nameEn || grid.name })}</span>
              <span className="lb-board-bars" aria-hidden="true">
                <i style={{ width: `${(100 * grid.waiting) / most}%` }} />
                <i style={{ width: `${(100 * grid.free) / most}%` }} />
              </span>
              <span className="lb-xs lb-num">
                {short > 0 ? t.short(say.number(short)) : `${grid.waiting} / ${grid.free}`}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
