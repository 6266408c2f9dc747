// How far a team's certificates are: made so far, who was left out and why, and the file.
import { useQuery } from '@tanstack/react-query'
import { getBatch } from '@linbang/contract/certificates'
import type { CertificateBatch } from '@linbang/contract/certificates'
import { base, query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Facts, Section } from '../../../ui/card.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { recordDeskText } from '../text.ts'

const everyMs = 2000
const runs = ({ state }: CertificateBatch) => state === 'waiting' || state === 'printing'

export const BatchDialog = ({ batchId, onClose }: { readonly batchId: string; readonly onClose: () => void }) => {
  const t = useText(recordDeskText)
  const batch = useQuery({
    ...query(getBatch, { params: { batchId } }),
    refetchInterval: ({ state }) => (state.data === undefined || runs(state.data) ? everyMs : false),
  })
  return (
    <Dialog open onClose={onClose} title={batch.data?.teamName ?? t.batchTitle}>
      <Loaded from={batch} shape="rows">
        {(one) => <Batch one={one} />}
      </Loaded>
    </Dialog>
  )
}

const Batch = ({ one }: { readonly one: CertificateBatch }) => {
  const t = useText(recordDeskText)
  const say = useSay()
  const made = say.number(one.made)
  const words = runs(one)
    ? t.batchRuns(made, say.number(one.people))
    : one.state === 'ready'
      ? t.batchReady(made)
      : t.batchFailed
  return (
    <div className="lb-stack">
      <p role="status">{words}</p>
      {one.state === 'ready' && (
        <ButtonLink icon="download" href={`${base}/certificate-batches/${one.id}/zip`}>
          {t.download}
        </ButtonLink>
      )}
      {one.leftOut.length > 0 && (
        <Section title={t.leftOut} more={say.number(one.leftOut.length)}>
          <Facts
            plain
            facts={one.leftOut.map(({ name, why, detail }) => ({
              label: name,
              value: why === 'no_records' ? t.why_no_records : t.why_missing_character(detail),
            }))}
          />
        </Section>
      )}
    </div>
  )
}
