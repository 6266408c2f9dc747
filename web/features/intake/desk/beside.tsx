// What this person has open and what was before: so that one need is not written down twice.
import { useQuery } from '@tanstack/react-query'
import { findDuplicates } from '@linbang/contract/requests'
import { listRequests } from '@linbang/contract/request-lists'
import type { RequestRow } from '@linbang/contract/requests'
import { query } from '../../../kit/api.ts'
import { useSay, useText, useWords } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { Note } from '../../../ui/card.tsx'
import { Icon } from '../../../ui/icon.tsx'
import type { IconName } from '../../../ui/icon.tsx'
import { Panel } from '../../../ui/shell/desk-page.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { StatusChip } from '../../../ui/status.tsx'
import { intakeText } from '../text.ts'
import type { IntakeDraft } from './draft.ts'
import { Link } from 'wouter'

const over = 'answered,duplicate,declined,cancelled,unmet,confirmed,closed'

const Line = ({ row }: { readonly row: RequestRow }) => {
  const say = useSay()
  const words = useWords()
  return (
    <li>
      <Link href={`/desk/requests/${row.id}`} className="lb-intake-row">
        <Icon name={row.icon as IconName} size="sm" />
        <span className="lb-grow">
          <b>{row.description || words({ zh: row.serviceZh, en: row.serviceEn })}</b>
          <small>
            {[say.brief(row.reportedAt), words({ zh: row.serviceZh, en: row.serviceEn }), ...row.helperNames].join(
              ' · ',
            )}
          </small>
        </span>
        <StatusChip state={row.state} staff />
      </Link>
    </li>
  )
}

export const Beside = ({ draft }: { readonly draft: IntakeDraft }) => {
  const t = useText(intakeText)
  if (draft.personId === '')
    return (
      <Panel label={t.beside} title={t.beside}>
        <p className="lb-panel-body lb-soft">{t.besideEmpty}</p>
      </Panel>
    )
  return <About draft={draft} />
}

const About = ({ draft }: { readonly draft: IntakeDraft }) => {
  const t = useText(intakeText)
  const say = useWords()
  const open = useQuery(
    query(findDuplicates, {
      query: { forPersonId: draft.personId, householdId: draft.householdId || undefined },
    }),
  )
  const past = useQuery(
    query(listRequests, { query: { forPersonId: draft.personId, state: over, sort: 'newest', limit: '6' } }),
  )
  const same = open.data?.items.find(({ serviceCode }) => serviceCode === draft.serviceCode)
  return (
    <Panel label={t.beside} title={t.beside} scroll>
      {same && (
        <div className="lb-panel-body">
          <Note
            tone="warn"
            icon="warn"
            title={t.same}
            action={
              <ButtonLink kind="secondary" size="sm" href={`/desk/requests/${same.id}`}>
                {t.sameSee}
              </ButtonLink>
            }
          >
            {same.description || say({ zh: same.serviceZh, en: same.serviceEn })}
          </Note>
        </div>
      )}
      <h3 className="lb-intake-group">{t.open}</h3>
      <Loaded
        from={open}
        shape="rows"
        empty={({ items }) => (items.length === 0 ? <p className="lb-panel-body lb-soft">{t.openNone}</p> : undefined)}
      >
        {({ items }) => (
          <ul>
            {items.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </ul>
        )}
      </Loaded>
      <h3 className="lb-intake-group">{t.past}</h3>
      <Loaded
        from={past}
        shape="rows"
        empty={({ items }) => (items.length === 0 ? <p className="lb-panel-body lb-soft">{t.pastNone}</p> : undefined)}
      >
        {({ items }) => (
          <ul>
            {items.map((row) => (
              <Line key={row.id} row={row} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}
