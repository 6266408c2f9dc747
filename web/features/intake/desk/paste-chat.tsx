// A chat group's text becomes drafts beside each other; what was not taken as a need is told as well.
import { useState } from 'react'
import { readChat } from '@linbang/contract/chat-drafts'
import { useAct } from '../../../kit/act.ts'
import { useDeskAreaId } from '../../../kit/desk-area.ts'
import { useSignedIn } from '../../../kit/session.tsx'
import { useText } from '../../../kit/text.ts'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { DeskPage, Panel } from '../../../ui/shell/desk-page.tsx'
import { EmptyState, ErrorState } from '../../../ui/states.tsx'
import { chatText } from '../chat-text.ts'
import { intakeText } from '../text.ts'
import { ChatDraftCard } from './chat-draft.tsx'
import './intake.css'

export const PasteChatPage = () => {
  const t = useText(chatText)
  const { board } = useText(intakeText)
  const areaId = useDeskAreaId(useSignedIn())
  const [text, setText] = useState('')
  const read = useAct(readChat)
  const found = read.done
  return (
    <DeskPage title={t.title} crumbs={[{ href: '/desk/board', label: board }]}>
      {!found && (
        <Panel label={t.paste} title={t.paste}>
          <div className="lb-intake-body">
            <p className="lb-soft">{t.intro}</p>
            {read.refused && <ErrorState error={read.refused} />}
            <TextArea
              name="chat"
              label={t.paste}
              hint={t.pasteHint}
              rows={12}
              maxLength={8000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
            <p>
              <Button
                icon="search"
                busy={read.busy}
                disabled={text.trim() === ''}
                onClick={() => read.press({ body: { text, ...(areaId && { areaId }) } })}
              >
                {t.read}
              </Button>
            </p>
          </div>
        </Panel>
      )}
      {found && (
        <>
          <p className="lb-row" data-between="">
            <b>{t.found(found.drafts.length)}</b>
            <Button kind="secondary" size="sm" onClick={read.reset}>
              {t.again}
            </Button>
          </p>
          {found.drafts.length === 0 && <EmptyState>{t.nothing}</EmptyState>}
          <div className="lb-intake-drafts">
            {found.drafts.map((draft) => (
              <ChatDraftCard key={draft.lines.join()} draft={draft} />
            ))}
          </div>
          {found.left.length > 0 && (
            <details>
              <summary>{t.left(found.left.length)}</summary>
              <ul className="lb-intake-left">
                {found.left.map(({ line, sender, text: said, why }) => (
                  <li key={line}>
                    <b>{t.from(sender)}</b> {said} <span className="lb-soft">{t.why[why]}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </DeskPage>
  )
}
