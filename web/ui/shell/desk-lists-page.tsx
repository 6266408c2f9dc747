// Several lists behind one title; which one stands in the address as `?show=`, so that a notice opens the right one.
import type { ComponentType } from 'react'
import { useLocation, useSearch } from 'wouter'
import { CountTabs, DeskPage } from './desk-page.tsx'

type List = { readonly value: string; readonly title: string; readonly Shown: ComponentType }

/** The first list is shown where the address names none of them. */
export const DeskListsPage = ({
  title,
  label,
  lists,
}: {
  readonly title: string
  readonly label: string
  readonly lists: readonly List[]
}) => {
  const [path, go] = useLocation()
  const wished = new URLSearchParams(useSearch()).get('show')
  const shown = lists.find(({ value }) => value === wished) ?? lists[0]
  if (!shown) return null
  const { Shown } = shown
  return (
    <DeskPage
      title={title}
      fill
      beside={
        <CountTabs
          label={label}
          tabs={lists}
          chosen={shown.value}
          onChoose={(show) => go(`${path}?show=${show}`, { replace: true })}
        />
      }
    >
      <Shown />
    </DeskPage>
  )
}
