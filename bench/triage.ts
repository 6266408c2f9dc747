// `npm run bench triage [FILE.tsv]`: how well and how fast sentences are sorted, beside word lists alone and a plain bigram counter.
// Without a file: five folds of our own sentences, each judged by a model that never saw it.
import { readdirSync, readFileSync } from 'node:fs'
import { dangerKinds } from '../engine/triage/danger.ts'
import { judged, readRows } from '../engine/triage/judge.ts'
import { learn } from '../engine/triage/learn.ts'
import { type Model, type ModelFile, packed, unpacked } from '../engine/triage/model.ts'
import { plain } from '../engine/triage/read-text.ts'
import { readSentences, readWords, type Sentence } from '../engine/triage/sentences.ts'
import { type Triage, triage } from '../engine/triage/triage.ts'
import { printMachine, printTable } from './table.ts'

const folder = new URL('../engine/triage/sentences/', import.meta.url)
const textOf = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const file = JSON.parse(readFileSync(new URL('../engine/triage/model.json', import.meta.url), 'utf8')) as ModelFile

const ownSentences = (): Sentence[] => {
  const lists = readWords(textOf('words.txt'))
  const names = readdirSync(folder).filter((name) => name !== 'words.txt' && name !== 'around.txt')
  return names.toSorted().flatMap((name) => readSentences(textOf(name), lists))
}

const pairsOf = (text: string): string[] => {
  const signs = plain(text)
  return Array.from({ length: Math.max(0, signs.length - 1) }, (_, at) => signs.slice(at, at + 2))
}

/** The simple alternative: naive Bayes over pairs of characters for the service, the list of danger words for life. */
const bigramCounter = (sentences: readonly Sentence[]) => {
  const counts = new Map<string, Map<string, number>>()
  for (const { text, service } of sentences) {
    const own = counts.get(service) ?? new Map<string, number>()
    for (const pair of pairsOf(text)) own.set(pair, (own.get(pair) ?? 0) + 1)
    counts.set(service, own)
  }
  const classes = [...counts].map(([code, own]) => ({ code, own, total: [...own.values()].reduce((a, b) => a + b, 0) }))
  return (text: string): Triage => {
    const pairs = pairsOf(text)
    const scored = classes.map(({ code, own, total }) => ({
      code,
      words: [],
      share: pairs.reduce((sum, pair) => sum + Math.log(((own.get(pair) ?? 0) + 0.1) / (total + 1000)), 0),
    }))
    const danger = { call: dangerKinds(text)[0]?.call ?? null, words: [], share: 0 }
    const services = scored.toSorted((one, other) => other.share - one.share).slice(0, 5)
    return { services, urgency: 'ordinary', crowd: 'none', danger }
  }
}

type Rows = ReturnType<typeof readRows>
const measured = (name: string, rows: Rows, suggest: (text: string) => Triage) => {
  for (const { text } of rows.slice(0, 50)) suggest(text)
  const start = performance.now()
  const { figures } = judged(rows, suggest)
  const seconds = (performance.now() - start) / 1000
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  return [
    name,
    percent(figures.serviceTop1),
    percent(figures.serviceTop3),
    percent(figures.lifeRecall),
    percent(figures.lifeFalseAlarms),
    (rows.length / seconds).toFixed(0),
  ]
}

const head = ['', 'first', 'among three', 'life found', 'false alarms', 'sentences/s']

const onFile = (name: string) => {
  const rows = readRows(readFileSync(name, 'utf8'))
  const model = unpacked(file)
  printTable(head, [
    measured('ours', rows, (text) => triage(text, model)),
    measured('bigram counter, word list', rows, bigramCounter(ownSentences())),
  ])
}

const onFolds = () => {
  const all = ownSentences()
  const around = textOf('around.txt').trim().split('\n')
  const table = [0, 1, 2, 3, 4].flatMap((fold) => {
    const kept = all.filter((one, at) => one.weight === 1 && at % 5 === fold)
    const texts = new Set(kept.map(({ text }) => text))
    const rest = all.filter(({ text }) => !texts.has(text))
    const rows = kept.map((one) => ({ ...one, crowd: '' }))
    const knowledge = unpacked({ ...file, features: {} }).knowledge
    const model: Model = unpacked(packed(learn(rest, around, knowledge), file))
    return [
      measured(`fold ${fold + 1}, ours`, rows, (text) => triage(text, model)),
      measured(`fold ${fold + 1}, bigram counter, word list`, rows, bigramCounter(rest)),
    ]
  })
  printTable(head, table)
}

export const run = async ([name]: string[]): Promise<void> => {
  printMachine()
  if (name) onFile(name)
  else onFolds()
}
