// The worker that opens the app without a network. It keeps files of the app only, never an answer of the API.
const version = 'lb-__VERSION__'
const files = ['__FILES__']
const next = ['__NEXT__']

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(version).then((cache) => cache.addAll(files)))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((name) => name !== version).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

self.addEventListener('message', (event) => {
  if (event.data === 'change-now') self.skipWaiting()
  // one after another, so that what somebody presses now comes first
  if (event.data === 'fetch-next')
    event.waitUntil(
      caches
        .open(version)
        .then((cache) =>
          next.reduce(
            (before, file) =>
              before
                .then(() => cache.match(file))
                .then((kept) => (kept ? undefined : cache.add(file).catch(() => undefined))),
            Promise.resolve(),
          ),
        ),
    )
})

/** The network, but not longer than three seconds when the page is kept here. */
const page = (request) =>
  new Promise((resolve) => {
    const kept = () => caches.match('/').then((answer) => answer && resolve(answer))
    const timer = setTimeout(kept, 3000)
    fetch(request).then(
      (answer) => {
        clearTimeout(timer)
        resolve(answer)
      },
      () => kept().then(() => resolve(Response.error())),
    )
  })

const asset = (request) =>
  caches.match(request).then(
    (kept) =>
      kept ||
      fetch(request).then((answer) => {
        if (answer.ok) {
          const copy = answer.clone()
          void caches.open(version).then((cache) => cache.put(request, copy))
        }
        return answer
      }),
  )

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return
  if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (
    request.mode === 'navigate' &&
    !/^\/(docs|openapi|verify|stars|files|healthz|readyz|metrics)/.test(url.pathname)
  )
    event.respondWith(page(request))
})
