// Starts the app in the page: looks first, then the tree, then the worker that makes it open without a network.
import './kit/old-browsers.ts'
import './ui/tokens.css'
import './ui/base.css'
import './ui/print.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cache } from './kit/api.ts'
import { applyPreference } from './kit/preference.ts'
import { App } from './routes/app.tsx'

applyPreference()

// a page of the version before this one was asked for: fetch the new one
addEventListener('vite:preloadError', () => location.reload())

const show = () =>
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={cache}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  )

// a task of its own: a thumb that came while the code was read is heard first
setTimeout(show)

type Line = { readonly saveData?: boolean; readonly effectiveType?: string }

/** The pages people go to next, unless they save data or the line hardly carries this one. */
const fetchNext = async () => {
  const { saveData, effectiveType } = (navigator as { connection?: Line }).connection ?? {}
  if (saveData || effectiveType === 'slow-2g') return
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage('fetch-next')
}

if (import.meta.env.PROD && 'serviceWorker' in navigator)
  addEventListener('load', () => {
    void navigator.serviceWorker.register('/sw.js')
    setTimeout(() => void fetchNext(), 4000)
  })
