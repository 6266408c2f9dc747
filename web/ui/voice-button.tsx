// Say it: press once to start, once to stop. What was said goes as a recording to the person at the desk.
import { useEffect, useRef, useState } from 'react'
import { canRecord, startRecording } from '../kit/speech.ts'
import type { Recording } from '../kit/speech.ts'
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'
import './voice.css'

type Props = {
  readonly title: string
  /** 比如：“厨房水龙头一直滴水” */
  readonly line?: string | undefined
  readonly onRecorded: (recording: Blob, seconds: number) => void
  /** Stops by itself. */
  readonly mostSeconds?: number | undefined
}

type State = { readonly at: 'ready' | 'starting' | 'forbidden' } | { readonly at: 'listening'; readonly since: number }

/** Shows nothing where the phone cannot record. */
export const VoiceButton = ({ title, line, onRecorded, mostSeconds = 120 }: Props) => {
  const t = useText(uiText)
  const [state, setState] = useState<State>({ at: 'ready' })
  const [seconds, setSeconds] = useState(0)
  const recording = useRef<Recording>(undefined)
  useEffect(() => () => recording.current?.cancel(), [])

  const stop = async (since: number) => {
    const running = recording.current
    recording.current = undefined
    setState({ at: 'ready' })
    if (running) onRecorded(await running.stop(), Math.round((Date.now() - since) / 1000))
  }
  const start = async () => {
    setState({ at: 'starting' })
    try {
      recording.current = await startRecording()
      setSeconds(0)
      setState({ at: 'listening', since: Date.now() })
    } catch {
      setState({ at: 'forbidden' })
    }
  }
  useEffect(() => {
    if (state.at !== 'listening') return undefined
    const timer = setInterval(() => {
      const past = Math.round((Date.now() - state.since) / 1000)
      setSeconds(past)
      if (past >= mostSeconds) void stop(state.since)
    }, 500)
    return () => clearInterval(timer)
  })

  if (!canRecord()) return null
  const listening = state.at === 'listening'
  return (
    <div>
      <button
        className="lb-say"
        type="button"
        data-listening={listening ? '' : undefined}
        onClick={() => (listening ? void stop(state.since) : state.at === 'starting' ? undefined : void start())}
      >
        <span className="lb-say-round">
          <Icon name={listening ? 'stop' : 'mic'} />
        </span>
        <span>
          <b>{listening ? t.listening(seconds) : title}</b>
          <small>{listening ? t.pressToStop : state.at === 'forbidden' ? t.microphoneOff : line}</small>
        </span>
      </button>
      <span className="lb-sr" role="status">
        {listening ? t.listeningNow : ''}
      </span>
    </div>
  )
}
