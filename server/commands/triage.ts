// `npm run triage -- FILE.tsv`: how well the suggestions fit a file of sentences with their right answers, as one JSON line;
// `--wrong` also lists on stderr what was missed. `--learn` learns anew from engine/triage/sentences and writes model.json.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { pinyin } from 'pinyin-pro'
import { learn } from '@linbang/engine/triage/learn'
import { type ModelFile, knowledgeOf, packed } from '@linbang/engine/triage/model'
import { judged, readRows } from '@linbang/engine/triage/judge'
import { readSentences, readWords } from '@linbang/engine/triage/sentences'
import { triage } from '@linbang/engine/triage/triage'
import { learnedModel, modelPath } from '../modules/catalog/service.ts'
import { runCommand } from './command.ts'

const folder = new URL('../../engine/triage/sentences/', import.meta.url)
const textOf = (name: string): string => readFileSync(new URL(name, folder), 'utf8')

/** The characters of everyday writing, those that sound alike together; n and ng, z and zh are heard as one. */
const soundsOfChinese = (): string[] => {
  const decoder = new TextDecoder('gbk')
  const alike = new Map<string, string>()
  for (let first = 0xb0; first <= 0xd7; first++)
    for (let second = 0xa1; second <= (first === 0xd7 ? 0xf9 : 0xfe); second++) {
      const sign = decoder.decode(Uint8Array.of(first, second))
      const sound = pinyin(sign, { toneType: 'none' })
        .replace(/^([zcs])h/, '$1')
        .replace(/ng$/, 'n')
      alike.set(sound, (alike.get(sound) ?? '') + sign)
    }
  return [...alike.values()]
}

const learnAnew = (): number => {
  const names = readdirSync(folder).toSorted()
  const lists = readWords(textOf('words.txt'))
  const sentences = names
    .filter((name) => name !== 'words.txt' && name !== 'around.txt')
    .flatMap((name) => readSentences(textOf(name), lists))
  const words = Object.fromEntries([...lists].map(([name, list]) => [name, list.join(' ')]))
  const sounds = soundsOfChinese()
  const from = createHash('sha256').update(names.map(textOf).join('\0')).digest('hex')
  const weights = learn(sentences, textOf('around.txt').trim().split('\n'), knowledgeOf({ words, sounds }))
  const file: ModelFile = packed(weights, { from, words, sounds })
  writeFileSync(modelPath, `${JSON.stringify(file, null, 1)}\n`)
  console.error(`learned ${Object.keys(file.features).length} features from ${sentences.length} sentences`)
  return 0
}

await runCommand(async () => {
  const args = process.argv.slice(2)
  if (args.includes('--learn')) return learnAnew()
  const name = args.find((one) => !one.startsWith('--'))
  if (!name) {
    console.error('npm run triage -- FILE.tsv [--wrong]: columns text, service, urgency, crowd')
    return 2
  }
  const { figures, wrong } = judged(readRows(readFileSync(name, 'utf8')), (text) => triage(text, learnedModel()))
  if (args.includes('--wrong')) for (const line of wrong) console.error(line)
  console.log(JSON.stringify(figures))
  return 0
})
