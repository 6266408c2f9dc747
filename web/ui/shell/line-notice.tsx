// No network, and what is still on the phone: said where the person works, with words for each kept act that was refused.
import { discardKept, useOutbox } from '../../kit/offline.ts'
import { useOnline } from '../../kit/realtime.ts'
import { useText } from '../../kit/text.ts'
import { Banner } from '../banner.tsx'
import { Button } from '../button.tsx'
import { uiText } from '../text.ts'

export const LineNotice = () => {
  const t = useText(uiText)
  const online = useOnline()
  const kept = useOutbox()
  const waiting = kept.filter(({ refused }) => !refused)
  return (
    <>
      {!online && (
        <Banner tone="warn" icon="wifioff">
          <b>{t.offline}</b>
        </Banner>
      )}
      {waiting.length > 0 && (
        <Banner tone="info" icon="download">
          {t.kept(waiting.length)}
        </Banner>
      )}
      {kept.map(
        ({ id, label, refused }) =>
          refused && (
            <Banner
              key={id}
              tone="danger"
              icon="warn"
              action={
                <Button kind="quiet" onClick={() => void discardKept(id)}>
                  {t.drop}
                </Button>
              }
            >
              {t.keptRefused(label)} {refused.message}
            </Banner>
          ),
      )}
    </>
  )
}
