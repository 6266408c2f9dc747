// A printed code that signs a person in; it stands behind the #, which no proxy logs. Opening the page uses nothing up; the press does.
import { signIn } from '@linbang/contract/accounts'
import { useAct } from '../../../kit/act.ts'
import { useText } from '../../../kit/text.ts'
import { Button, ButtonLink } from '../../../ui/button.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { Skyline } from '../../../ui/skyline.tsx'
import { sessionText } from '../text.ts'
import { ResidentPage } from './resident-page.tsx'
import { useEnter } from './sign-in.tsx'

export const SignInLinkPage = () => {
  const t = useText(sessionText)
  const enter = useEnter()
  const act = useAct(signIn, { onDone: ({ me }) => enter(me) })
  return (
    <ResidentPage
      title={t.linkTitle}
      home
      foot={
        <Button size="lg" wide busy={act.busy} onClick={() => act.press({ body: { link: location.hash.slice(1) } })}>
          {t.linkGo}
        </Button>
      }
    >
      <section className="lb-session-art">
        <p>{t.linkLine}</p>
        <Skyline seed="sign-in-link" height={120} />
      </section>
      {act.refused && <ErrorState error={act.refused} />}
      <p className="lb-sm lb-soft">{t.linkOnce}</p>
      <ButtonLink kind="quiet" href="/sign-in">
        {t.linkOther}
      </ButtonLink>
    </ResidentPage>
  )
}
