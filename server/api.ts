// Every endpoint and every public page of the product, module by module in the order of the arrows.
import type { PublicPage } from './kit/http-pages.ts'
import type { Route } from './kit/http.ts'
import { accountRoutes } from './modules/accounts/routes.ts'
import { areaRoutes } from './modules/areas/routes.ts'
import { catalogRoutes } from './modules/catalog/routes.ts'
import { consentRoutes } from './modules/consents/routes.ts'
import { dispatchRoutes } from './modules/dispatch/routes.ts'
import { fileRoutes } from './modules/files/routes.ts'
import { hotlineRoutes } from './modules/hotline/routes.ts'
import { ledgerRoutes } from './modules/ledger/routes.ts'
import { mailPages, noticeRoutes } from './modules/notices/routes.ts'
import { partnerRoutes } from './modules/partners/routes.ts'
import { peopleRoutes } from './modules/people/routes.ts'
import { policyRoutes } from './modules/policies/routes.ts'
import { protectionRoutes } from './modules/protection/routes.ts'
import { ratePages, ratingRoutes } from './modules/ratings/routes.ts'
import { recordPages, recordRoutes } from './modules/records/routes.ts'
import { reportRoutes } from './modules/reports/routes.ts'
import { requestRoutes } from './modules/requests/routes.ts'
import { rewardRoutes } from './modules/rewards/routes.ts'
import { rosterRoutes } from './modules/roster/routes.ts'
import { roundRoutes } from './modules/rounds/routes.ts'
import { seriesRoutes } from './modules/series/routes.ts'
import { teamRoutes } from './modules/teams/routes.ts'
import { trainingRoutes } from './modules/training/routes.ts'
import { visitRoutes } from './modules/visits/routes.ts'
import { volunteerRoutes } from './modules/volunteers/routes.ts'

export const routes: readonly Route[] = [
  ...policyRoutes,
  ...areaRoutes,
  ...accountRoutes,
  ...fileRoutes,
  ...peopleRoutes,
  ...consentRoutes,
  ...noticeRoutes,
  ...catalogRoutes,
  ...partnerRoutes,
  ...volunteerRoutes,
  ...teamRoutes,
  ...rosterRoutes,
  ...trainingRoutes,
  ...ledgerRoutes,
  ...protectionRoutes,
  ...requestRoutes,
  ...seriesRoutes,
  ...visitRoutes,
  ...dispatchRoutes,
  ...ratingRoutes,
  ...recordRoutes,
  ...rewardRoutes,
  ...roundRoutes,
  ...hotlineRoutes,
  ...reportRoutes,
]

/** Readable without a script and without signing in. */
export const pages: readonly PublicPage[] = [...mailPages, ...ratePages, ...recordPages]
