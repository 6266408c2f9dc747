// A new version waits until the person is ready: changing it under their hands would lose what they write.
import { useEffect, useState } from 'react'
import { useText } from '../../kit/text.ts'
import { Banner } from '../banner.tsx'
import { Button } from '../button.tsx'
import { uiText } from '../text.ts'

export const UpdatePrompt = () => {
  const t = useText(uiText)
  const [waiting, setWaiting] = useState<ServiceWorker>()
  useEffect(() => {
    if (!('serviceWorker' in navigator)) return undefined
    let ended = false
    void navigator.serviceWorker.ready.then((registration) => {
      if (ended) return
      const look = () => {
        if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting)
      }
      look()
      registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', look))
    })
    return () => {
      ended = true
    }
  }, [])
  if (!waiting) return null
  const change = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    waiting.postMessage('change-now')
  }
  return (
    <Banner
      tone="info"
      icon="refresh"
      action={
        <Button kind="quiet" onClick={change}>
          {t.updateNow}
        </Button>
      }
    >
      {t.updateReady}
    </Banner>
  )
}
