// The register as Excel: an empty table to fill in, and the people of an area with their numbers masked, marked with who took it and why.
import type { FileAnswer } from '@linbang/contract/endpoint'
import type { Image, Feature, SheetData } from 'write-excel-file/node'
import write from 'write-excel-file/node'
import { recordAudit } from '../../kit/audit.ts'
import { type Context, inTransaction, reaches } from '../../kit/context.ts'
import { ensure } from '../../kit/errors.ts'
import { type Cell, sheetType, writeSheets } from '../../kit/sheets.ts'
import { dayOf, timeOf } from '../../kit/time.ts'
import { areaOf } from '../areas/service.ts'
import { personOf, todayOf } from './know-person.ts'
import { peopleFound, type PersonLine } from './queries.ts'
import { maskDoor } from './rules.ts'
import { openDoor } from './seal-person.ts'
import { rowShown } from './show-person.ts'
import { exampleRows, fileWords, titlesIn } from './text.ts'

/** In the reader's language; an import takes either. */
export const registerTemplate = async ({ locale }: Context): Promise<FileAnswer> => {
  const { template, instructionTitle, instructions, sheets } = fileWords(locale)
  const columns = Object.values(titlesIn(locale)).map((title) => ({ title }))
  return {
    contentType: sheetType,
    fileName: template,
    bytes: await writeSheets([
      { name: sheets.table, columns, rows: [] },
      { name: sheets.example, columns, rows: exampleRows },
      {
        name: sheets.how,
        columns: [{ title: instructionTitle, width: 90 }],
        rows: instructions.map((line) => [line]),
      },
    ]),
  }
}

const everyone = async (ctx: Context, path: string): Promise<PersonLine[]> => {
  const lines: PersonLine[] = []
  for (let after: readonly [string, string] | undefined; ;) {
    const part = await peopleFound(ctx, { reach: [path], underPath: path, unconfirmed: false, after, limit: 2000 })
    lines.push(...part)
    const last = part.at(-1)
    if (!last || part.length < 2000) return lines
    after = [last.namePinyin, last.id]
  }
}

const cellsOf = (ctx: Context, line: PersonLine, today: string): Cell[] => {
  const { buildingName, name, callName, sex, age, phoneMasked, idNumberMasked, confirmed, volunteer } = rowShown(
    ctx,
    line,
    today,
  )
  const door = line.doorSealed === null ? '' : maskDoor(openDoor(ctx, line.doorSealed).name)
  const { export: exportWords } = fileWords(ctx.locale)
  const yes = (claim: boolean) => (claim ? exportWords.yes : exportWords.no)
  return [
    buildingName,
    door,
    name,
    callName,
    sex && exportWords[sex],
    age,
    phoneMasked,
    idNumberMasked,
    yes(confirmed),
    yes(volunteer),
  ]
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Stands at the top of every printed page; `&` begins a code there, so it is doubled, and Excel takes 255 characters. */
const pageHeader = (mark: string): Feature<Image['content']> => {
  const header = `<headerFooter><oddHeader>&amp;L${escaped(mark.slice(0, 200).replaceAll('&', '&&'))}&amp;R&amp;P/&amp;N</oddHeader></headerFooter>`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string) => xml.replace('</worksheet>', () => `${header}</worksheet>`),
        },
      },
    },
  }
}

/** Always texts and numbers, never formulas, whatever a name begins with. */
const dataOf = (rows: readonly (readonly Cell[])[]): SheetData =>
  rows.map((row) =>
    row.map((cell) =>
      typeof cell === 'number'
        ? { type: Number, value: cell }
        : cell === null || cell === ''
          ? null
          : { type: String, value: String(cell) },
    ),
  )

type Mark = readonly (readonly [string, string])[]

const markOf = async (ctx: Context, area: string, reason: string, people: number): Promise<Mark> => {
  const { timeZone } = await ctx.kit.tenants.of(ctx.tenantId)
  const who = ctx.actor.kind === 'person' ? (await personOf(ctx, ctx.actor.personId)).name : ''
  const when = `${dayOf(ctx.now, timeZone)} ${timeOf(ctx.now, timeZone)}`
  const { who: by, when: at, area: of, reason: why, people: count, rule, ruleLine } = fileWords(ctx.locale).watermark
  return [
    [by, who],
    [at, when],
    [of, area],
    [why, reason],
    [count, String(people)],
    [rule, ruleLine],
  ]
}

/** Only for who may both import the register and read the people there; it is in the log before the file leaves. */
export const exportPeople = (ctx: Context, areaId: string, reason: string): Promise<FileAnswer> =>
  inTransaction(ctx, async (ctx) => {
    const { path, name } = await areaOf(ctx, areaId)
    ensure(reaches(ctx.actor, 'register.import', path) && reaches(ctx.actor, 'people.read', path), 'not_found')
    const [lines, today] = await Promise.all([everyone(ctx, path), todayOf(ctx)])
    await recordAudit(ctx, {
      act: 'people.exported',
      subjectKind: 'area',
      subjectId: areaId,
      areaPath: path,
      detail: { reason, people: lines.length },
    })
    const mark = await markOf(ctx, name, reason, lines.length)
    const { sheets, register, colon, export: exported } = fileWords(ctx.locale)
    const line = mark
      .slice(0, 4)
      .map(([what, value]) => `${what}${colon}${value}`)
      .join('  ')
    const rows = [[line], exported.titles, ...lines.map((each) => cellsOf(ctx, each, today))]
    const bytes = await write(
      [
        { sheet: sheets.people, data: dataOf(rows), columns: exported.titles.map(() => ({ width: 14 })) },
        { sheet: sheets.watermark, data: dataOf(mark), columns: [{ width: 14 }, { width: 60 }] },
      ],
      { features: [pageHeader(line)] },
    ).toBuffer()
    return { contentType: sheetType, fileName: `${register}-${name}-${dayOf(ctx.now, 'UTC')}.xlsx`, bytes }
  })
