// What people have typed and not yet sent, kept on the phone for a week so that a reload or a lost line costs nothing.

const prefix = 'lb.draft.'
const week = 7 * 86_400_000

export type Draft = Readonly<Record<string, string | readonly string[] | boolean>>

export const readDraft = (name: string, now = Date.now()): Draft | undefined => {
  try {
    const kept = JSON.parse(localStorage.getItem(prefix + name) ?? 'null') as { at: number; values: Draft } | null
    return kept && now - kept.at < week ? kept.values : undefined
  } catch {
    return undefined
  }
}

export const keepDraft = (name: string, values: Draft, now = Date.now()) => {
  try {
    localStorage.setItem(prefix + name, JSON.stringify({ at: now, values }))
  } catch {
    // a full store must not stop anybody from writing
  }
}

export const forgetDraft = (name: string) => {
  try {
    localStorage.removeItem(prefix + name)
  } catch {
    // nothing was kept then
  }
}

export const forgetDrafts = () => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
  } catch {
    // nothing was kept then
  }
}
