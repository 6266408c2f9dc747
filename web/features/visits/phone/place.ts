// Where the phone is, asked once and only when pressed; and what a QR in a photo says.
import type { Point } from '@linbang/contract/values'

export type Place = Point & { readonly accuracyMetres: number }

/** Undefined when the phone does not know or may not say. */
export const placeNow = (): Promise<Place | undefined> =>
  new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined)
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, accuracyMetres: coords.accuracy }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: 12_000, maximumAge: 30_000 },
    )
  })

type Detector = { readonly detect: (image: ImageBitmap) => Promise<readonly { readonly rawValue: string }[]> }
type DetectorMaker = new (options: { readonly formats: readonly string[] }) => Detector
const maker = (): DetectorMaker | undefined => (globalThis as { BarcodeDetector?: DetectorMaker }).BarcodeDetector

export const canReadCodes = (): boolean => maker() !== undefined

export const readCode = async (file: Blob): Promise<string | undefined> => {
  const Maker = maker()
  if (!Maker) return undefined
  try {
    const [found] = await new Maker({ formats: ['qr_code'] }).detect(await createImageBitmap(file))
    return found?.rawValue
  } catch {
    return undefined
  }
}
