// How many wait to be sent, beside the board's name in the nav.
import { useQuery } from '@tanstack/react-query'
import { getBoard } from '@linbang/contract/request-lists'
import { query } from '../../../kit/api.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { NavCount } from '../../../ui/shell/desk-shell.tsx'

export const BoardCount = () => {
  const areaId = useDeskAreaId(useSignedIn())
  const board = useQuery(query(getBoard, { query: { areaId } }))
  return <NavCount count={board.data?.toDispatch} urgent={(board.data?.late ?? 0) > 0} />
}
