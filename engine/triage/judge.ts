// Counts how well suggestions fit sentences whose right answer is known. Shares of 1.
import type { Triage } from './triage.ts'

type Row = { readonly text: string; readonly service: string; readonly urgency: string; readonly crowd: string }

/** Tab-separated with a head line that names the columns; their order does not matter. */
export const readRows = (file: string): Row[] => {
  const [head = '', ...lines] = file
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean)
  const names = head.split('\t')
  return lines.map((line) => {
    const cells = line.split('\t')
    const cell = (name: string) => cells[names.indexOf(name)]?.trim() ?? ''
    return { text: cell('text'), service: cell('service'), urgency: cell('urgency'), crowd: cell('crowd') }
  })
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

export const judged = (rows: readonly Row[], suggest: (text: string) => Triage) => {
  const found = rows.map((row) => ({ row, said: suggest(row.text) }))
  const codes = ({ said }: (typeof found)[number]) => said.services.map(({ code }) => code)
  const life = found.filter(({ row }) => row.urgency === 'life')
  const calm = found.filter(({ row }) => row.urgency !== 'life')
  const called = (list: typeof found) => list.filter(({ said }) => said.danger.call !== null).length
  const wrong = found.flatMap((one) => {
    const { row, said } = one
    const missed = (row.urgency === 'life') !== (said.danger.call !== null)
    if (codes(one)[0] === row.service && !missed) return []
    return [
      `${row.service}/${row.urgency} ← ${codes(one).slice(0, 3).join(' ')} ${said.danger.share.toFixed(3)} | ${row.text}`,
    ]
  })
  const figures = {
    n: rows.length,
    serviceTop1: share(found.filter((one) => codes(one)[0] === one.row.service).length, rows.length),
    serviceTop3: share(found.filter((one) => codes(one).slice(0, 3).includes(one.row.service)).length, rows.length),
    lifeRecall: share(called(life), life.length),
    lifeFalseAlarms: share(called(calm), calm.length),
  }
  return { figures, wrong }
}
