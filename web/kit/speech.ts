// The voice of the page and of the person: reading aloud sentence by sentence, and recording what somebody says.
import { preference } from './preference.ts'

const sentenceEnd = /[。！？；!?;]+["”』]?|\.(?=\s|$)|\n/g

/** Cuts text into sentences with their place in it. */
export const sentencesOf = (text: string): readonly { readonly from: number; readonly to: number }[] => {
  const found: { from: number; to: number }[] = []
  let from = 0
  const add = (to: number) => {
    if (text.slice(from, to).trim() !== '') found.push({ from, to })
    from = to
  }
  for (const match of text.matchAll(sentenceEnd)) add(match.index + match[0].length)
  add(text.length)
  return found
}

export type Reading = { readonly stop: () => void }

/** Reads one after another, a little slower than talk; `onPart` says which is being read, `onEnd` that it is over. */
export const readAloud = (parts: readonly string[], onPart: (index: number) => void, onEnd: () => void): Reading => {
  const voice = globalThis.speechSynthesis
  let stopped = false
  const end = () => {
    if (stopped) return
    stopped = true
    voice.cancel()
    onEnd()
  }
  const next = (index: number) => {
    const part = parts[index]
    if (stopped || part === undefined) return end()
    onPart(index)
    const said = new SpeechSynthesisUtterance(part)
    said.lang = preference().locale
    said.rate = 0.9
    said.onend = () => next(index + 1)
    said.onerror = end
    voice.speak(said)
  }
  voice.cancel()
  next(0)
  return { stop: end }
}

export const canRecord = (): boolean =>
  typeof MediaRecorder !== 'undefined' && Boolean(globalThis.navigator?.mediaDevices?.getUserMedia)

export type Recording = { readonly stop: () => Promise<Blob>; readonly cancel: () => void }

const kinds = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus']

/** Starts the microphone. Rejects with NotAllowedError when the person said no. */
export const startRecording = async (): Promise<Recording> => {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true })
  const mimeType = kinds.find((kind) => MediaRecorder.isTypeSupported(kind))
  const recorder = new MediaRecorder(stream, { ...(mimeType && { mimeType }), audioBitsPerSecond: 24_000 })
  const pieces: Blob[] = []
  recorder.ondataavailable = ({ data }) => pieces.push(data)
  const release = () => {
    for (const track of stream.getTracks()) track.stop()
  }
  recorder.start(1000)
  return {
    stop: () =>
      new Promise((resolve) => {
        recorder.onstop = () => {
          release()
          resolve(new Blob(pieces, { type: recorder.mimeType.split(';')[0] || 'audio/webm' }))
        }
        recorder.stop()
      }),
    cancel: () => {
      recorder.onstop = null
      if (recorder.state !== 'inactive') recorder.stop()
      release()
    },
  }
}
