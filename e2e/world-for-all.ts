// One world that every journey shares; E2E_URL names one that runs already.
import { startWorld } from './world.ts'

const open = async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env.E2E_URL) return undefined
  const world = await startWorld()
  process.env.E2E_URL = world.url
  return world.stop
}

export default open
