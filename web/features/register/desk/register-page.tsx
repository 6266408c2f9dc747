// The register from a table: template, a look with faults line by line, the import, taking it back, and the way out again.
import { useRef, useState } from 'react'
import { commitRegister, exportPeople, listImports, previewRegister, registerTemplate, undoRegister } from '@linbang/contract/register' // prettier-ignore
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useSay, useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, ErrorState, Loaded } from '../../../ui/states.tsx'
import { toast } from '../../../ui/toast.tsx'
import { useRows } from '../../people/desk/rows.ts'
import { saveFile } from '../../people/desk/save-file.ts'
import { registerText } from '../text.ts'
import { Preview } from './preview.tsx'
import type { Batch } from './preview.tsx'
import './register.css'

export const RegisterPage = () => {
  const t = useText(registerText)
  const say = useSay()
  const [batch, setBatch] = useState<Batch>()
  const commit = useAct(commitRegister, {
    refreshes: ['/people', '/households', '/areas'],
    onDone: (done) => {
      toast(t.committed(say.number(done.made.people)))
      setBatch(undefined)
    },
  })
  return (
    <DeskPage title={t.title}>
      <div className="lb-register">
        {batch ? (
          <Preview
            batch={batch}
            busy={commit.busy}
            refused={commit.refused}
            onAgain={() => {
              commit.reset()
              setBatch(undefined)
            }}
            onCommit={(skipFaulty) => commit.press({ params: { importId: batch.id }, body: { skipFaulty } })}
          />
        ) : (
          <Send onRead={setBatch} />
        )}
        <History onOpen={setBatch} />
        <Export />
      </div>
    </DeskPage>
  )
}

const Send = ({ onRead }: { readonly onRead: (batch: Batch) => void }) => {
  const t = useText(registerText)
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const template = useAct(registerTemplate, {
    onDone: (file) => toast(t.templateMade(saveFile(file, 'register.xlsx'))),
  })
  const preview = useAct(previewRegister, { onDone: onRead })
  const read = (file: File | undefined) => {
    if (!file) return
    setName(file.name)
    preview.press({ body: { file, fileName: file.name } })
  }
  return (
    <Panel label={t.steps}>
      <div className="lb-register-steps">
        <div className="lb-stack" data-tight="">
          <h2 className="lb-heading">{t.step1}</h2>
          <p className="lb-soft">{t.step1Line}</p>
          <Button kind="secondary" icon="download" busy={template.busy} onClick={() => template.press({})}>
            {t.template}
          </Button>
          {template.refused && <ErrorState error={template.refused} />}
        </div>
        <div
          className="lb-stack lb-register-drop"
          data-tight=""
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            read(event.dataTransfer.files[0])
          }}
        >
          <h2 className="lb-heading">{t.step2}</h2>
          <p className="lb-soft">{t.step2Line}</p>
          <input
            ref={input}
            className="lb-sr"
            tabIndex={-1}
            aria-label={t.choose}
            type="file"
            accept=".xlsx"
            onChange={(event) => {
              read(event.target.files?.[0])
              event.target.value = ''
            }}
          />
          <Button icon="file" busy={preview.busy} onClick={() => input.current?.click()}>
            {t.choose}
          </Button>
          {name && <p className="lb-sm lb-soft">{preview.busy ? t.reading : t.chosen(name)}</p>}
          {preview.refused && <ErrorState error={preview.refused} />}
        </div>
      </div>
    </Panel>
  )
}

const tones = { preview: 'neutral', done: 'success', undone: 'warn' } as const

const History = ({ onOpen }: { readonly onOpen: (batch: Batch) => void }) => {
  const t = useText(registerText)
  const say = useSay()
  const [undoing, setUndoing] = useState<Batch>()
  const { from, more } = useRows(listImports, { query: { limit: '20' } }, (page) => page)
  const madeLine = ({ made, state }: Batch) =>
    state === 'preview'
      ? t.madeNone
      : t.madeLine(say.number(made.buildings), say.number(made.doors), say.number(made.households), say.number(made.people)) // prettier-ignore
  return (
    <Panel label={t.history} title={t.history}>
      <Loaded
        from={from}
        shape="rows"
        empty={(rows) => (rows.length === 0 ? <EmptyState>{t.historyEmpty}</EmptyState> : undefined)}
      >
        {(rows) => (
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
          <div className="lb-register-table" tabIndex={0} role="group" aria-label={t.history}>
            <table>
              <thead>
                <tr>
                  {[t.file, t.at, t.state, t.made, t.act].map((title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((batch) => (
                  <tr key={batch.id}>
                    <th scope="row">{batch.fileName}</th>
                    <td className="lb-num">{say.dateTime(batch.madeAt)}</td>
                    <td>
                      <Chip tone={tones[batch.state]}>{t.states[batch.state]}</Chip>
                    </td>
                    <td>{madeLine(batch)}</td>
                    <td>
                      {batch.state === 'preview' && (
                        <Button kind="secondary" size="sm" onClick={() => onOpen(batch)}>
                          {t.open}
                        </Button>
                      )}
                      {batch.state === 'done' && (
                        <Button kind="quiet" size="sm" icon="refresh" onClick={() => setUndoing(batch)}>
                          {t.undo}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
            {more && (
              <Button kind="secondary" size="sm" busy={more.busy} onClick={more.onMore}>
                {t.more}
              </Button>
            )}
          </div>
        )}
      </Loaded>
      {undoing && <Undo batch={undoing} onClose={() => setUndoing(undefined)} />}
    </Panel>
  )
}

const Undo = ({ batch, onClose }: { readonly batch: Batch; readonly onClose: () => void }) => {
  const t = useText(registerText)
  const undo = useAct(undoRegister, {
    refreshes: ['/people', '/households', '/areas'],
    onDone: () => {
      toast(t.undone)
      onClose()
    },
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.undoTitle(batch.fileName)}
      actions={
        <>
          <Button
            kind="danger"
            busy={undo.busy}
            onClick={() => undo.press({ params: { importId: batch.id }, body: {} })}
          >
            {t.undoDo}
          </Button>
          <Button kind="secondary" onClick={onClose}>
            {t.back}
          </Button>
        </>
      }
    >
      <p>{t.undoLine}</p>
      {undo.refused && <ErrorState error={undo.refused} />}
    </Dialog>
  )
}

const Export = () => {
  const t = useText(registerText)
  const areaId = useDeskAreaId(useSignedIn())
  const out = useAct(exportPeople, { onDone: (file) => toast(t.exported(saveFile(file, 'people.xlsx'))) })
  return (
    <Panel label={t.exportTitle} title={t.exportTitle}>
      <div className="lb-panel-body">
        <Form
          schema={exportPeople.body}
          label={t.exportTitle}
          complete={(values) => ({ ...values, areaId })}
          onSend={(body) => out.send({ body })}
        >
          {(form) => (
            <TextField
              name="reason"
              label={t.exportReason}
              hint={t.exportLine}
              autoComplete="off"
              after={
                <Button kind="secondary" icon="download" type="submit" busy={form.busy}>
                  {t.exportDo}
                </Button>
              }
            />
          )}
        </Form>
      </div>
    </Panel>
  )
}
