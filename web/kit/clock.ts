// The time now, as a value that components may show: ticks only while the page is seen.
import { useEffect, useState } from 'react'

export const useNow = (everySeconds = 30): Date => {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    const tick = () => {
      if (document.visibilityState !== 'hidden') setNow(new Date())
    }
    const timer = setInterval(tick, everySeconds * 1000)
    document.addEventListener('visibilitychange', tick)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', tick)
    }
  }, [everySeconds])
  return now
}
