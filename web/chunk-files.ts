// What a chunk of the build needs before it can run.
import type { Rolldown } from 'vite'

/** The chunks and all they need, with their styles. */
export const filesOf = (bundle: Rolldown.OutputBundle, start: readonly string[]): ReadonlySet<string> => {
  const wanted = new Set<string>()
  const add = (fileName: string) => {
    if (wanted.has(fileName)) return
    wanted.add(fileName)
    const part = bundle[fileName]
    if (part?.type !== 'chunk') return
    part.imports.forEach(add)
    part.viteMetadata?.importedCss.forEach((css) => wanted.add(css))
  }
  start.forEach(add)
  return wanted
}
