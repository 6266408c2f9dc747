// What a table would write: how many lines are good, each fault with its line and column, the first lines as they were read.
import type { ImportBatch } from '@linbang/contract/register'
import type * as z from 'zod/mini'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { registerText } from '../text.ts'

export type Batch = z.output<typeof ImportBatch>
type Props = {
  readonly batch: Batch
  readonly busy: boolean
  readonly refused: unknown
  readonly onAgain: () => void
  readonly onCommit: (skipFaulty: boolean) => void
}

export const Preview = ({ batch, busy, refused, onAgain, onCommit }: Props) => {
  const t = useText(registerText)
  const say = useSay()
  const faulty = batch.faults.length > 0
  const good = say.number(batch.goodCount)
  return (
    <Panel
      label={t.step3}
      title={t.step3}
      head={
        <>
          <span className="lb-soft">{batch.fileName}</span>
          <Chip tone="success">{t.rows(good, say.number(batch.rowCount))}</Chip>
          {faulty && (
            <Chip icon="warn" tone="warn">
              {t.faults(say.number(batch.faults.length))}
            </Chip>
          )}
        </>
      }
      foot={
        <>
          {batch.goodCount > 0 && (
            <Button kind={faulty ? 'secondary' : 'main'} icon="check" busy={busy} onClick={() => onCommit(faulty)}>
              {faulty ? t.commitGood(good) : t.commit(good)}
            </Button>
          )}
          <Button kind={faulty ? 'main' : 'quiet'} icon="file" onClick={onAgain}>
            {t.again}
          </Button>
        </>
      }
    >
      {refused !== undefined && <ErrorState error={refused} />}
      {faulty ? (
        <Faults batch={batch} />
      ) : (
        <p className="lb-panel-body lb-soft">{batch.rowCount === 0 ? t.noRows : t.noFaults}</p>
      )}
      <Sample batch={batch} />
    </Panel>
  )
}

const Faults = ({ batch }: { readonly batch: Batch }) => {
  const t = useText(registerText)
  return (
    <>
      <p className="lb-panel-body lb-soft">{t.faultsLine}</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="lb-register-table" data-tall="" tabIndex={0} role="group" aria-label={t.faultWhat}>
        <table>
          <thead>
            <tr>
              <th scope="col" data-number="">
                {t.faultRow}
              </th>
              <th scope="col">{t.faultColumn}</th>
              <th scope="col">{t.faultValue}</th>
              <th scope="col">{t.faultWhat}</th>
            </tr>
          </thead>
          <tbody>
            {batch.faults.map((fault) => (
              <tr key={`${fault.row} ${fault.column} ${fault.message}`}>
                <td data-number="">{fault.row}</td>
                <td>{fault.column}</td>
                <td>{fault.value}</td>
                <td className="lb-register-fault">{fault.message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

const Sample = ({ batch }: { readonly batch: Batch }) => {
  const t = useText(registerText)
  const titles = [...new Set(batch.sample.flatMap((row) => Object.keys(row)))]
  if (titles.length === 0) return null
  return (
    <>
      <h3 className="lb-register-group">{t.sample}</h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <div className="lb-register-table" tabIndex={0} role="group" aria-label={t.sample}>
        <table>
          <thead>
            <tr>
              {titles.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {batch.sample.map((row, index) => (
              <tr key={index}>
                {titles.map((title) => (
                  <td key={title}>{row[title]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
