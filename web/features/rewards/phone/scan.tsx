// The camera reads a code: by the browser itself where it can, else by a reader of our own bundle. Typing is always possible.
import { useEffect, useRef, useState } from 'react'
import { decodeQR } from 'qr/decode.js'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { rewardText } from '../text.ts'

type Detector = { readonly detect: (video: HTMLVideoElement) => Promise<readonly { readonly rawValue: string }[]> }
type Detectors = {
  new (options: { formats: readonly string[] }): Detector
  getSupportedFormats: () => Promise<readonly string[]>
}

const builtIn = async (): Promise<Detector | null> => {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Detectors }
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? []
  return BarcodeDetector && formats.includes('qr_code') ? new BarcodeDetector({ formats: ['qr_code'] }) : null
}

const widest = 640
/** What our own reader sees in the picture of this moment; empty when there is no code in it. */
const readPicture = (video: HTMLVideoElement, canvas: HTMLCanvasElement): string => {
  const scale = Math.min(1, widest / video.videoWidth)
  canvas.width = Math.round(video.videoWidth * scale)
  canvas.height = Math.round(video.videoHeight * scale)
  const paper = canvas.getContext('2d', { willReadFrequently: true })
  if (!paper || canvas.width === 0) return ''
  paper.drawImage(video, 0, 0, canvas.width, canvas.height)
  try {
    return decodeQR(paper.getImageData(0, 0, canvas.width, canvas.height))
  } catch {
    return ''
  }
}

const pause = 200
type Eye = { readonly video: HTMLVideoElement; readonly onRead: (text: string) => void }

/** Looks until something is read or it is told to stop. */
const look = ({ video, onRead }: Eye): (() => void) => {
  const canvas = document.createElement('canvas')
  const detector = builtIn()
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const once = async () => {
    const own = await detector
    const text =
      video.readyState < video.HAVE_CURRENT_DATA
        ? ''
        : own
          ? ((await own.detect(video).catch(() => []))[0]?.rawValue ?? '')
          : readPicture(video, canvas)
    if (over) return
    if (text) onRead(text)
    else timer = setTimeout(() => void once(), pause)
  }
  void once()
  return () => {
    over = true
    clearTimeout(timer)
  }
}

export const Scan = ({
  onRead,
  onClose,
}: {
  readonly onRead: (text: string) => void
  readonly onClose: () => void
}) => {
  const t = useText(rewardText)
  const video = useRef<HTMLVideoElement>(null)
  const [dark, setDark] = useState(false)
  const read = useRef(onRead)
  useEffect(() => {
    read.current = onRead
  }, [onRead])
  useEffect(() => {
    let stream: MediaStream | undefined
    let stop: (() => void) | undefined
    let gone = false
    const open = async () => {
      const here = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
      stream = here
      const eye = video.current
      if (gone || !eye) return here.getTracks().forEach((track) => track.stop())
      eye.srcObject = here
      await eye.play()
      stop = look({ video: eye, onRead: (text) => read.current(text) })
    }
    open().catch(() => setDark(true))
    return () => {
      gone = true
      stop?.()
      stream?.getTracks().forEach((track) => track.stop())
    }
  }, [])
  return (
    <div className="lb-stack">
      {dark ? (
        <Note tone="warn" icon="camera" title={t.noCamera}>
          {t.noCameraLine}
        </Note>
      ) : (
        <video ref={video} className="lb-reward-eye" muted playsInline aria-label={t.scanning} />
      )}
      <Button kind="secondary" wide onClick={onClose}>
        {t.scanStop}
      </Button>
    </div>
  )
}
