// The OpenAPI document for people: one page, readable without a script, with every refusal and its sentence.
import { type ErrorCode, errorStatus } from '@linbang/contract/errors'
import { refusals } from '@linbang/contract/refusals'
import type { OpenApi, Operation, Parameter, Schema } from './openapi.ts'

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c)

/** `code` in running text. */
const words = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>')

/** A schema as one would write the type. */
const shape = (schema: Schema, indent = ''): string => {
  const {
    type,
    enum: choices,
    const: only,
    anyOf,
    oneOf,
    items,
    properties,
    additionalProperties,
    format,
  } = schema as {
    type?: string
    enum?: unknown[]
    const?: unknown
    anyOf?: Schema[]
    oneOf?: Schema[]
    items?: Schema
    properties?: Record<string, Schema>
    additionalProperties?: Schema | boolean
    format?: string
  }
  if (only !== undefined) return JSON.stringify(only)
  if (choices) return choices.map((choice) => JSON.stringify(choice)).join(' | ')
  const variants = anyOf ?? oneOf
  if (variants) return variants.map((variant) => shape(variant, indent)).join(' | ')
  if (type === 'array') return `(${shape(items ?? {}, indent)})[]`
  if (properties) return fields(schema, indent)
  if (type === 'object')
    return typeof additionalProperties === 'object' ? `{ [key]: ${shape(additionalProperties, indent)} }` : '{}'
  return format ? `${type} <${format}>` : (type ?? 'anything')
}

const fields = (schema: Schema, indent: string): string => {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] }
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(
    ([name, value]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${shape(value, inner)}`,
  )
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

const contentOf = (part: unknown): string => {
  const { content = {} } = (part ?? {}) as { content?: Record<string, { schema: Schema }> }
  return Object.entries(content)
    .map(([type, { schema }]) => `<p class="type">${type}</p><pre>${escaped(shape(schema))}</pre>`)
    .join('')
}

const parameter = ({ name, in: place, required, schema }: Parameter): string =>
  `<li><code>${escaped(name)}</code> <small>${place}${required ? ', required' : ''}</small> ${escaped(shape(schema))}</li>`

const operation = (
  path: string,
  method: string,
  { summary, description, parameters, requestBody, responses }: Operation,
): string => {
  const { '200': done, ...refused } = responses
  const codes = Object.values(refused).flatMap((one) =>
    [...String(one['description']).matchAll(/`([\w.]+)`/g)].map((match) => match[1] ?? ''),
  )
  return `<details><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escaped(path)}</code> ${escaped(summary)}</summary>
<p>${words(description)}</p>
${parameters.length ? `<ul>${parameters.map(parameter).join('')}</ul>` : ''}
${requestBody ? `<h4>Body</h4>${contentOf(requestBody)}` : ''}
<h4>Answer</h4>${contentOf(done)}
<p class="refused">${codes.map((code) => `<a href="#${code}">${code}</a>`).join(' · ')}</p></details>`
}

const refusal = (code: ErrorCode): string =>
  `<tr id="${code}"><td><code>${code}</code></td><td>${errorStatus[code]}</td><td lang="zh">${escaped(refusals[code].zh)}</td><td>${escaped(refusals[code].en)}</td></tr>`

export const style = `:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
code,pre{font:14px/1.5 ui-monospace,monospace}pre{overflow:auto;padding:.75rem;border:1px solid #8886;border-radius:.5rem}
summary{cursor:pointer;padding:.4rem 0}details{border-bottom:1px solid #8884}details>:not(summary){margin-left:1rem}
b{display:inline-block;min-width:4.5rem}.get{color:#0b6b4b;color:light-dark(#0b6b4b,#6fd8b0)}.post{color:#0b57c2;color:light-dark(#0b57c2,#8ab8ff)}
.put,.patch{color:#8a5300;color:light-dark(#8a5300,#f0b95e)}.delete{color:#b3261e;color:light-dark(#b3261e,#ff9a92)}
td{padding:.2rem .8rem .2rem 0;vertical-align:top}.type{margin:0;opacity:.7}:target{outline:2px solid}`

export const openApiPage = (document: OpenApi): string => {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ tag: one.tags[0] ?? '', html: operation(path, method, one) })),
  )
  const groups = [...Map.groupBy(all, ({ tag }) => tag)].toSorted(([a], [b]) => a.localeCompare(b))
  const sections = groups.map(
    ([tag, list]) => `<h2 id="tag-${tag}">${escaped(tag)}</h2>${list.map(({ html }) => html).join('\n')}`,
  )
  const codes = (Object.keys(errorStatus) as ErrorCode[]).toSorted()
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Linbang 邻帮 API</title><style>${style}</style></head><body><h1>Linbang 邻帮 API</h1>
<p>${words(String((document['info'] as { description: string }).description))} The document itself: <a href="/openapi.json">openapi.json</a>.</p>
<nav>${groups.map(([tag]) => `<a href="#tag-${tag}">${escaped(tag)}</a>`).join(' · ')} · <a href="#refusals">refusals</a></nav>
${sections.join('\n')}
<h2 id="refusals">Refusals</h2><p>Every refusal is <code>application/problem+json</code> with one of these codes.</p>
<table>${codes.map(refusal).join('')}</table></body></html>`
}
