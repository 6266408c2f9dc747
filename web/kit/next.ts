// Where to go after signing in: kept through the sign-in page, refused when it leads away from our own origin.

export const safeNext = (wanted: string | null | undefined, origin = location.origin): string => {
  if (!wanted || !/^\/(?![/\\])/.test(wanted)) return '/'
  try {
    const url = new URL(wanted, origin)
    return url.origin === origin ? url.pathname + url.search + url.hash : '/'
  } catch {
    return '/'
  }
}

export const signInPath = (from: string): string =>
  from === '/' || from.startsWith('/sign-in') ? '/sign-in' : `/sign-in?next=${encodeURIComponent(from)}`
