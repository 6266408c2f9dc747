// No such page of the desk, or not for this role.
import { useText } from '../kit/text.ts'
import { DeskPage } from '../ui/shell/desk-page.tsx'
import { uiText } from '../ui/text.ts'
import { Way } from './missing-pages.tsx'

export const DeskMissingPage = ({ forbidden = false }: { readonly forbidden?: boolean }) => {
  const t = useText(uiText)
  return (
    <DeskPage title={forbidden ? t.forbidden : t.notFound}>
      <Way words={forbidden ? t.forbiddenLine : t.notFoundLine} home="/desk" />
    </DeskPage>
  )
}
