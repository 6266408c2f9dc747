// Places a patrol passes: a list, one more, and the codes to hang up.
import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { getAreaMap } from '@linbang/contract/areas'
import { addCheckpoint, listCheckpoints, printCheckpoints } from '@linbang/contract/checkpoints'
import { useAct } from '../../../kit/act.ts'
import { addressOf, query } from '../../../kit/api.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select, TextField } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { roundsText } from '../text.ts'

export const Checkpoints = ({ areaId }: { readonly areaId: string }) => {
  const t = useText(roundsText)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="secondary" icon="qr" onClick={() => setOpen(true)}>
        {t.checkpoints}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.checkpoints}>
        <Inside areaId={areaId} />
      </Dialog>
    </>
  )
}

const Inside = ({ areaId }: { readonly areaId: string }) => {
  const t = useText(roundsText)
  const list = useQuery(query(listCheckpoints, { query: { areaId } }))
  const map = useQuery({ ...query(getAreaMap, { params: { areaId } }), staleTime: 3_600_000 })
  const add = useAct(addCheckpoint, { refreshes: ['/checkpoints', '/rounds'] })
  return (
    <div className="lb-stack">
      <Loaded from={list} shape="rows">
        {({ items }) => (
          <>
            <ul>
              {items.map(({ id, name, areaName }) => (
                <li key={id}>{`${name} · ${areaName}`}</li>
              ))}
            </ul>
            {items.length > 0 && (
              <a href={addressOf(printCheckpoints, { query: { areaId } })} target="_blank" rel="noreferrer">
                {t.printCodes}
              </a>
            )}
          </>
        )}
      </Loaded>
      <Form schema={addCheckpoint.body} onSend={(body) => add.send({ body })}>
        <TextField name="name" label={t.checkpointName} maxLength={40} />
        <Select name="areaId" label={t.checkpointArea}>
          {(map.data?.buildings ?? []).map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Button type="submit" kind="secondary" busy={add.busy}>
          {t.addCheckpoint}
        </Button>
      </Form>
    </div>
  )
}
