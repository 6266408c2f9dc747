// Everything kept about a person, in sections people can read; read only by the person, after it was granted.
import type { Output } from '@linbang/contract/endpoint'
import type * as contract from '@linbang/contract/rights'
import type { Context } from '../../kit/context.ts'
import { personOf, phoneOf, samePerson, statusesOf, wholeIdNumberOf } from '../people/service.ts'
import { keptOf } from './kept-queries.ts'
import { dataWords, type SectionName } from './right-text.ts'

type Sections = Output<typeof contract.readMyData>['sections']
type Row = readonly (string | null)[]
const most = 500

const profileRows = async (ctx: Context, personId: string): Promise<Row[]> => {
  const words = dataWords(ctx.locale)
  const { name, callName, sex, bornOn, confirmed } = await personOf(ctx, personId)
  const values = {
    name,
    callName,
    sex: sex && words.sexes[sex],
    bornOn,
    phone: await phoneOf(ctx, personId),
    idNumber: await wholeIdNumberOf(ctx, personId),
    confirmed: words.yes[confirmed ? 'yes' : 'no'],
  }
  return Object.entries(values).map(([key, value]) => [words.profile[key as keyof typeof values], value])
}

export const sectionsOf = async (ctx: Context, personId: string): Promise<Sections> => {
  const words = dataWords(ctx.locale)
  const sections: Sections = []
  const add = (name: SectionName, rows: readonly Row[]) =>
    sections.push({
      ...words.sections[name],
      columns: [...words.sections[name].columns],
      rows: rows.slice(0, most).map((row) => row.map((cell) => cell ?? '')),
      more: rows.length > most,
    })
  add('profile', await profileRows(ctx, personId))
  add('statuses', await statusesOf(ctx, personId))
  for (const { name, rows } of await keptOf(ctx, await samePerson(ctx, personId), most + 1)) add(name, rows)
  return sections
}
