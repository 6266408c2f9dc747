// One act on a request: its own form, sent with the version that was read. A stale one reloads and keeps what was typed.
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Request } from '@linbang/contract/requests'
import { useAct } from '../../../kit/act.ts'
import { refresh } from '../../../kit/api.ts'
import { Refused } from '../../../kit/refused.ts'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Drawer } from '../../../ui/dialog.tsx'
import { Form } from '../../../ui/form.tsx'
import { toast } from '../../../ui/toast.tsx'
import { actText } from '../act-text.ts'
import { endpoints, isHard } from './acts.ts'
import type { Verb } from './acts.ts'
import {
  DescribeFields,
  HandOverFields,
  LookFields,
  MergeFields,
  MoveFields,
  PauseFields,
  ReasonField,
  RuleFields,
  UnmetFields,
  knownOf,
  UntilFields,
  CloseFields, // prettier-ignore
} from './act-fields.tsx'

type Props = { readonly verb: Verb; readonly request: Request; readonly onClose: () => void }

const fieldsOf = (verb: Verb, request: Request): ReactNode => {
  switch (verb) {
    case 'triage':
      return <DescribeFields request={request} />
    case 'look':
      return <LookFields />
    case 'answer':
      return <ReasonField name="words" label="words" told />
    case 'decline':
      return <ReasonField name="reason" label="reason" told />
    case 'cancel':
      return <ReasonField name="reason" label="reason" told optional />
    case 'move':
      return <MoveFields />
    case 'merge':
      return <MergeFields request={request} />
    case 'handOver':
      return <HandOverFields />
    case 'handBack':
      return <ReasonField name="reason" label="reason" />
    case 'rule':
      return <RuleFields />
    case 'pause':
      return <PauseFields />
    case 'extend':
      return <UntilFields />
    case 'unmet':
      return <UnmetFields />
    case 'convene':
    case 'reopen':
      return <ReasonField name="why" label="why" />
    case 'close':
      return <CloseFields />
    case 'unmerge':
    case 'resume':
    case 'confirm':
      return null
  }
}

/** Native radios say text; the contract wants a yes or no. */
const bodyOf = (values: Record<string, unknown>, version: number): Record<string, unknown> => ({
  ...values,
  version,
  ...(typeof values['upheld'] === 'string' && { upheld: values['upheld'] === 'true' }),
})

export const ActDrawer = ({ verb, request, onClose }: Props) => {
  const t = useText(actText)
  const [stale, setStale] = useState(false)
  const endpoint = endpoints[verb]
  const act = useAct(endpoint, {
    refreshes: ['/requests', '/call-backs'],
    onDone: () => {
      toast(t.done)
      onClose()
    },
  })
  const send = async (body: unknown) => {
    try {
      await act.send({ params: { requestId: request.id }, body })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'row.stale') throw error
      await refresh('/requests')
      setStale(true)
    }
  }
  return (
    <Drawer open onClose={onClose} title={t.verbs[verb]}>
      <p className="lb-soft">{t.lines[verb]}</p>
      {stale && (
        <Note tone="warn" icon="refresh">
          <span role="status">{t.staleKept}</span>
        </Note>
      )}
      <Form
        schema={endpoint.body}
        label={t.verbs[verb]}
        initial={knownOf(request)}
        complete={(values) => bodyOf(values, request.version)}
        onSend={send}
      >
        {(form) => (
          <>
            {fieldsOf(verb, request)}
            <div className="lb-row">
              <Button type="submit" kind={isHard(verb) ? 'danger' : 'main'} busy={form.busy}>
                {t.verbs[verb]}
              </Button>
              <Button kind="quiet" onClick={onClose}>
                {t.back}
              </Button>
            </div>
          </>
        )}
      </Form>
    </Drawer>
  )
}
