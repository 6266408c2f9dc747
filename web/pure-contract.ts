// Making an endpoint or a shape does nothing by itself. The bundler cannot know that, so each one is told to it,
// and a page carries only the part of the contract that it uses.
import type { Plugin } from 'vite'

type Span = { readonly start: number; readonly end: number }
type Statement = {
  readonly type: string
  readonly declaration?: Statement | null
  readonly declarations?: readonly { readonly init: (Span & { readonly type: string }) | null }[]
}

const wrapped = new Set(['CallExpression', 'ObjectExpression', 'ArrayExpression'])
const made = (statement: Statement): readonly Span[] =>
  ((statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement)?.declarations ?? []).flatMap(
    ({ init }) => (init && wrapped.has(init.type) ? [init] : []),
  )

export const pureContract = (): Plugin => ({
  name: 'linbang-pure-contract',
  apply: 'build',
  enforce: 'post',
  transform: {
    filter: { id: /\/contract\/[^/]+\.ts$/ },
    handler(code) {
      let pure = code
      for (const { start, end } of (this.parse(code).body as readonly Statement[]).flatMap(made).toReversed()) {
        pure = `${pure.slice(0, start)}/* @__PURE__ */ (() => (${pure.slice(start, end)}))()${pure.slice(end)}`
      }
      return { code: pure, map: null }
    },
  },
})
