// House rules no other tool knows: names that say something, suppressions that say why, nothing left for later.

const hollow = /(^|\/)(utils?|helpers?|common|misc|shared|base|types?|constants?|managers?|index)(\.[a-z.]+|\/)/
/** `index` is the page at the root of a URL; base.css sets what every element starts from. */
const meant = /^web\/(index\.html$|routes\/(.*\/)?index\.tsx$|ui\/base\.css$)/

export const nameFaults = (paths: readonly string[]): string[] =>
  paths
    .filter((path) => hollow.test(path) && !meant.test(path))
    .map((path) => `${path}: a name that says nothing; name the noun it owns`)

type Rule = readonly [pattern: RegExp, sentence: string]

const rules: readonly Rule[] = [
  [/(oxlint|eslint)-disable(?!.* -- \S)/, 'a suppression gives its reason after " -- "'],
  [
    /@ts-(ignore|nocheck)|@ts-expect-error(?!.*\S{3}\s+\S)/,
    'types are not switched off; @ts-expect-error gives its reason',
  ],
  [
    /\b(TODO|FIXME|XXX|HACK)\b|not implemented|coming soon|暂未|敬请期待|lorem ipsum/i,
    'nothing is left for later: finish it or leave it out',
  ],
  [/\b(describe|test|it)(\.\w+)*\.(skip|only|todo)\b/, 'a test runs or is not there'],
  [/\bas any\b/, 'no any'],
]

/** This file and its canary spell the forbidden words out. */
const exempt = /^tools\/(house-rules|canaries\.test)\.ts$/

export const textFaults = (path: string, text: string): string[] => {
  if (!/\.(tsx?|mjs|css|sql)$/.test(path) || exempt.test(path)) return []
  return text
    .split('\n')
    .flatMap((line, number) =>
      rules.flatMap(([pattern, sentence]) => (pattern.test(line) ? [`${path}:${number + 1}: ${sentence}`] : [])),
    )
}
