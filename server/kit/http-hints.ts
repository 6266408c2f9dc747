// The head of a page of the app, with what this page fetches first: the build says which files and answers (pages.json), so that a link from a
// message does not wait for the app's code before it asks for the page's own.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Hint = { readonly path: string; readonly files: readonly string[]; readonly calls: readonly string[] }
type Values = Readonly<Record<string, string>>

/** Only what an id or a code is made of is ever written into a page. */
const plain = /^[\w-]{1,64}$/

const matcherOf = ({ path }: Hint) => {
  const wanted = path.split('/')
  return (parts: readonly string[]): Values | undefined => {
    if (parts.length !== wanted.length) return undefined
    const values: Record<string, string> = {}
    for (const [k, name] of wanted.entries()) {
      const part = parts[k] ?? ''
      if (name.startsWith(':') ? !plain.test(part) : name !== part) return undefined
      if (name.startsWith(':')) values[name.slice(1)] = part
    }
    return values
  }
}

const fileLink = (file: string): string =>
  file.endsWith('.css')
    ? `<link rel="preload" as="style" fetchpriority="low" crossorigin href="${file}">`
    : `<link rel="modulepreload" fetchpriority="low" crossorigin href="${file}">`
const callLink = (call: string, values: Values): string =>
  `<link rel="preload" as="fetch" crossorigin href="${call.replace(/:(\w+)/g, (_, name: string) => values[name] ?? '')}">`

/** The page of the app at an address; answers are fetched ahead only for whoever is signed in. */
export const openHints = (webDir: string): ((url: string, signedIn: boolean) => string) => {
  const page = readFileSync(join(webDir, 'index.html'), 'utf8')
  const file = join(webDir, 'pages.json')
  const hints = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Hint[]) : []
  const all = hints.map((hint) => ({ hint, match: matcherOf(hint) }))
  return (url, signedIn) => {
    const parts = (url.split(/[?#]/)[0] ?? '').split('/')
    for (const { hint, match } of all) {
      const values = match(parts)
      if (!values) continue
      const links = [...hint.files.map(fileLink), ...(signedIn ? hint.calls.map((call) => callLink(call, values)) : [])]
      return page.replace('</head>', `${links.join('')}</head>`)
    }
    return page
  }
}
