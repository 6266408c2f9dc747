// What is kept about me, section by section, to be read on the phone.
import { useQuery } from '@tanstack/react-query'
import { copyMyData, readMyData } from '@linbang/contract/rights'
import { addressOf, query } from '../../../kit/api.ts'
import { useSay, useText } from '../../../kit/text.ts'
import { ButtonLink } from '../../../ui/button.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { ResidentPage } from '../../session/phone/resident-page.tsx'
import { rightsText } from '../text.ts'
import './rights.css'

export const MyDataPage = ({ params }: { readonly params: { readonly rightId: string } }) => {
  const t = useText(rightsText)
  const say = useSay()
  const data = useQuery(query(readMyData, { params }))
  return (
    <ResidentPage
      title={t.dataTitle}
      back="/me/rights"
      foot={
        data.data && (
          <ButtonLink kind="secondary" wide icon="download" href={addressOf(copyMyData, { params })} download>
            {t.download}
          </ButtonLink>
        )
      }
    >
      <p className="lb-sm lb-soft">{t.dataLine}</p>
      <Loaded from={data} shape="page">
        {({ sections }) => (
          <>
            {sections.map(({ title, columns, rows, more }) => (
              <details key={title} className="lb-rights-section">
                <summary>
                  {title} <span className="lb-soft lb-num">{say.number(rows.length)}</span>
                </summary>
                {rows.length === 0 && <EmptyState>{t.nothingKept}</EmptyState>}
                {rows.map((row, index) => (
                  <dl key={index}>
                    {row.map((cell, at) =>
                      cell === '' ? null : (
                        <div key={columns[at]}>
                          <dt>{columns[at]}</dt>
                          <dd>{cell}</dd>
                        </div>
                      ),
                    )}
                  </dl>
                ))}
                {more && <p className="lb-sm lb-soft">{t.moreInFile}</p>}
              </details>
            ))}
          </>
        )}
      </Loaded>
    </ResidentPage>
  )
}
