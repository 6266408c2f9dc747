// Taking one photo: the camera on a phone, a file anywhere else.
import { useRef, useState } from 'react'
import type { ChangeEvent } from 'react'
import { Refused } from '../../../kit/refused.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Fault } from '../../../ui/field.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { sheetText } from '../sheet-text.ts'
import { storePhoto } from './visit-files.ts'

export const PhotoButton = ({
  words,
  purpose,
  label,
  onStored,
}: {
  readonly words: string
  readonly purpose: Parameters<typeof storePhoto>[1]
  /** In the list of unsent acts. */
  readonly label: string
  readonly onStored: (id: string) => void
}) => {
  const t = useText(sheetText)
  const { personId } = useSignedIn()
  const camera = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [bad, setBad] = useState(false)
  const [refused, setRefused] = useState<Refused>()
  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setBusy(true)
    setBad(false)
    setRefused(undefined)
    try {
      onStored(await storePhoto(file, purpose, { personId, label }))
    } catch (error) {
      if (error instanceof Refused) setRefused(error)
      else setBad(true)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <Button kind="secondary" icon="camera" busy={busy} onClick={() => camera.current?.click()}>
        {words}
      </Button>
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        hidden
        aria-label={words}
        onChange={(event) => void take(event)}
      />
      <Fault text={bad ? t.photoBad : undefined} />
      {refused && <ErrorState error={refused} />}
    </>
  )
}
