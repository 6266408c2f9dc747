// A page of the route table: its path, who may see it, and its code, which is fetched when somebody goes there.
import { lazy, Suspense } from 'react'
import type { ComponentType, ReactNode } from 'react'
import { Route, Switch } from 'wouter'
import type { Permission } from '@linbang/contract/permissions'
import type { Me } from '@linbang/contract/accounts'
import { mayDo } from '../kit/session.tsx'
import { Skeleton } from '../ui/states.tsx'
import { PageFailure } from './page-failure.tsx'

export type PageProps<Name extends string = string> = { readonly params: Readonly<Record<Name, string>> }

export type Page = {
  /** As in the URL: `/requests/:requestId`. */
  readonly path: `/${string}`
  /** `async () => (await import('../features/requests/phone/tracking.tsx')).TrackingPage` */
  // oxlint-disable-next-line typescript/no-explicit-any -- each page names its own params; the path is what binds them
  readonly load: () => Promise<ComponentType<any>>
  /** Also for people who are not signed in. */
  readonly open?: boolean
  readonly allow?: Permission
}

export const maySee = (me: Me | null | undefined, page: Pick<Page, 'allow'>): boolean =>
  page.allow === undefined || mayDo(me, page.allow)

const loaded = new Map<Page, ComponentType<PageProps>>()
const componentOf = (page: Page): ComponentType<PageProps> => {
  const known = loaded.get(page)
  if (known) return known
  const made = lazy(async () => ({ default: (await page.load()) as ComponentType<PageProps> }))
  loaded.set(page, made)
  return made
}

/** Shows the first page that matches; `guard` may put something else in its place. */
export const Pages = ({
  pages,
  at,
  guard,
  missing,
}: {
  readonly pages: readonly Page[]
  readonly at: string
  readonly guard: (page: Page) => ReactNode | undefined
  readonly missing: ReactNode
}) => (
  <PageFailure key={at}>
    <Suspense fallback={<Skeleton shape="page" />}>
      <Switch location={at}>
        {pages.map((page) => (
          <Route key={page.path} path={page.path}>
            {(params) => {
              const Shown = componentOf(page)
              return guard(page) ?? <Shown params={params as Record<string, string>} />
            }}
          </Route>
        ))}
        <Route>{missing}</Route>
      </Switch>
    </Suspense>
  </PageFailure>
)
