// No such page, and not for this role: a sentence and the way home, on the phone.
import { useText } from '../kit/text.ts'
import { ButtonLink } from '../ui/button.tsx'
import { PhonePage } from '../ui/shell/phone-page.tsx'
import { EmptyState } from '../ui/states.tsx'
import { uiText } from '../ui/text.ts'

export const Way = ({ words, home }: { readonly words: string; readonly home: string }) => {
  const t = useText(uiText)
  return <EmptyState action={<ButtonLink href={home}>{t.toHome}</ButtonLink>}>{words}</EmptyState>
}

export const NotFoundPage = () => {
  const t = useText(uiText)
  return (
    <PhonePage title={t.notFound} back="/">
      <Way words={t.notFoundLine} home="/" />
    </PhonePage>
  )
}

export const ForbiddenPage = () => {
  const t = useText(uiText)
  return (
    <PhonePage title={t.forbidden} back="/">
      <Way words={t.forbiddenLine} home="/" />
    </PhonePage>
  )
}
