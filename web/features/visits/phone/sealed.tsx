// The sealed sheet: its number, its check code, the PDF, and what the helper got for it.
import { getSheetPdf } from '@linbang/contract/visits'
import type { Visit } from '@linbang/contract/visits'
import { addressOf } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Card, Facts, Note } from '../../../ui/card.tsx'
import { IconBox } from '../../../ui/icon.tsx'
import { sheetText } from '../sheet-text.ts'
import { visitsText } from '../text.ts'

const useGains = ({ gain, me }: Visit): string[] => {
  const t = useText(sheetText)
  const say = useSay()
  return [
    ...(me?.minutes ? [t.counted(say.duration(me.minutes))] : []),
    ...(gain.points > 0 ? [t.points(say.number(gain.points))] : []),
    ...(gain.minutes > 0 ? [t.banked(say.duration(gain.minutes))] : []),
  ]
}

export const Sealed = ({ visit }: { readonly visit: Visit }) => {
  const t = useText(sheetText)
  const v = useText(visitsText)
  const say = useSay()
  const gains = useGains(visit)
  const sheet = visit.sheets.reduce<Visit['sheets'][number] | undefined>(
    (last, one) => (last && last.version > one.version ? last : one),
    undefined,
  )
  return (
    <>
      <div className="lb-visits-sealed" role="status">
        <IconBox name="lamp" tone="lamp" size="lg" />
        <h2 className="lb-title">{sheet ? t.sealed : t.sealedKept}</h2>
        <p className="lb-soft">{t.thanks}</p>
      </div>
      {gains.length > 0 && (
        <Note tone="lamp" icon="coin" title={t.gained}>
          {gains.join(' · ')}
        </Note>
      )}
      <Card>
        <Facts
          facts={[
            { label: t.did, value: visit.work },
            ...(sheet
              ? [
                  {
                    label: t.sheetNumber,
                    value: sheet.number,
                    detail: sheet.version > 1 ? t.version(sheet.version) : undefined,
                  },
                  {
                    label: t.sealedAt,
                    value: say.dateTime(sheet.sealedAt),
                    detail: sheet.reason ? t.changed(sheet.reason) : undefined,
                  },
                  { label: t.hash, value: <span className="lb-visits-hash">{sheet.hash}</span>, detail: t.hashLine },
                ]
              : []),
          ]}
        />
      </Card>
      {sheet && (
        <ButtonLink
          kind="secondary"
          size="lg"
          icon="file"
          wide
          target="_blank"
          href={addressOf(getSheetPdf, { params: { visitId: visit.id } })}
        >
          {t.pdf}
        </ButtonLink>
      )}
      <ButtonLink kind="quiet" icon="help" wide href="/help">
        {t.home}
      </ButtonLink>
      <p className="lb-sm lb-soft">{v.hidden}</p>
    </>
  )
}
