// A refusal as people read it: a sentence, what was saved, the small code to copy, and the hotline.
import { useInstallation } from '../kit/session.tsx'
import { Refused } from '../kit/refused.ts'
import { useText } from '../kit/text.ts'
import { Icon } from './icon.tsx'
import { uiText } from './text.ts'

const useRefusalText = (error: unknown): string => {
  const t = useText(uiText)
  if (!(error instanceof Refused)) return t.ourFault
  if (error.offline) return t.noLine
  return error.message || t.ourFault
}

export const RefusalLines = ({ error }: { readonly error: unknown }) => {
  const t = useText(uiText)
  const sentence = useRefusalText(error)
  const hotline = useInstallation()?.hotline
  const code = error instanceof Refused ? [error.code, error.requestId].filter(Boolean).join(' ') : 'web.unknown'
  return (
    <>
      <h2>
        <Icon name="warn" size="sm" />
        {sentence}
      </h2>
      <p className="lb-xs lb-soft lb-refusal-code">{t.codeFor(code)}</p>
      {hotline && (
        <p className="lb-sm">
          <a href={`tel:${hotline}`}>{t.callHotline(hotline)}</a>
        </p>
      )}
    </>
  )
}
