// Rules for server/migrations: the whole schema distributes by tenant, and its rules stand where everyone can read them.

/** A tenant is the one thing that has no tenant. */
const tenantless = ['tenant']

const withoutComments = (sql: string): string =>
  sql.replaceAll(/'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith("'") ? "''" : ' '))

/** The text between a bracket and its partner. */
const bracketed = (text: string, open: number): string => {
  let depth = 0
  for (let at = open; at < text.length; at++) {
    if (text[at] === '(') depth++
    if (text[at] === ')' && --depth === 0) return text.slice(open + 1, at)
  }
  return text.slice(open + 1)
}

/** Splits at the commas that stand in no bracket. */
const items = (text: string): string[] => {
  const parts = ['']
  let depth = 0
  for (const letter of text) {
    if (letter === '(') depth++
    if (letter === ')') depth--
    if (letter === ',' && depth === 0) parts.push('')
    else parts[parts.length - 1] += letter
  }
  return parts.map((part) => part.trim().replaceAll(/\s+/g, ' '))
}

const key =
  /^(?:constraint \w+ )?(primary key|unique(?: nulls not distinct)?|foreign key|exclude using gist)\s*\((.*)$/i
const leads = /^\s*tenant_id\b/

const tableFaults = (table: string, body: string): string[] => {
  const all = items(body)
  const faults: string[] = []
  if (!all.some((item) => /^(?:constraint \w+ )?primary key\s*\(\s*tenant_id\b/i.test(item))) {
    faults.push(`${table}: its primary key does not begin with tenant_id`)
  }
  for (const item of all) {
    const [, kind = '', columns = ''] = key.exec(item) ?? []
    if (kind && kind.toLowerCase() !== 'primary key' && !leads.test(columns)) {
      faults.push(`${table}: "${item.slice(0, 60)}" does not begin with tenant_id`)
    }
    if (!kind && /\b(unique|references (?!tenant\b))/i.test(item)) {
      faults.push(`${table}: "${item.slice(0, 60)}" makes a key without tenant_id; write it as a constraint`)
    }
  }
  return faults
}

const statementFaults = (sql: string): string[] => {
  const faults: string[] = []
  if (/\bcreate\s+(or\s+replace\s+)?(constraint\s+)?trigger\b/i.test(sql))
    faults.push('no triggers: the application does it in sight')
  if (/\bnotify\b|\bpg_notify\b/i.test(sql)) faults.push('no NOTIFY in the schema: it serialises commits')
  for (const [, name = '', table = '', columns = ''] of sql.matchAll(
    /\bcreate\s+unique\s+index\s+(?:if\s+not\s+exists\s+)?(\w+)\s+on\s+(\w+)[^(]*\(([^)]*)/gi,
  )) {
    if (!tenantless.includes(table) && !leads.test(columns))
      faults.push(`${name}: a unique index begins with tenant_id`)
  }
  return faults
}

/** Names are the UTC minute and what changes: 202611241530_what_changes.sql. */
export const migrationFaults = (file: string, text: string): string[] => {
  const faults = /^20\d{2}(0[1-9]|1[0-2])([0-2]\d|3[01])([01]\d|2[0-3])[0-5]\d_[a-z0-9_]+\.sql$/.test(file)
    ? []
    : ['the name is not like 202611241530_what_changes.sql']
  const sql = withoutComments(text)
  for (const match of sql.matchAll(/\bcreate\s+table\s+(?:if\s+not\s+exists\s+)?([\w.]+)\s*\(/gi)) {
    const [start, table = ''] = match
    if (!tenantless.includes(table)) faults.push(...tableFaults(table, bracketed(sql, match.index + start.length - 1)))
  }
  return [...faults, ...statementFaults(sql)].map((fault) => `server/migrations/${file}: ${fault}`)
}
