// Photos become small on the phone before they travel: at most 1600 px, JPEG, without the camera's notes on place and time.

export type Shrunk = { readonly blob: Blob; readonly width: number; readonly height: number }

const longest = 1600
const enough = 400_000

const load = (file: Blob): Promise<HTMLImageElement> =>
  new Promise((resolve, reject) => {
    const url = URL.createObjectURL(file)
    const image = new Image()
    image.onload = () => {
      URL.revokeObjectURL(url)
      resolve(image)
    }
    image.onerror = () => {
      URL.revokeObjectURL(url)
      reject(new Error('not a picture this phone can read'))
    }
    image.src = url
  })

const encode = (canvas: HTMLCanvasElement, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be made smaller'))),
      'image/jpeg',
      quality,
    ),
  )

/** Rejects when the file is no picture. The browser turns it upright by itself. */
export const shrinkPhoto = async (file: Blob): Promise<Shrunk> => {
  const image = await load(file)
  const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  let blob = await encode(canvas, 0.82)
  for (const quality of [0.7, 0.55]) if (blob.size > enough) blob = await encode(canvas, quality)
  return { blob, width: canvas.width, height: canvas.height }
}
