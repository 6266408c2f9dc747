// Every page of the desk, in the order they are tried; those with `nav` stand in the left navigation for who may see them.
import type { ComponentType } from 'react'
import { BoardCount } from '../features/board/desk/board-count.tsx'
import { OwedCount } from '../features/calls/desk/owed-count.tsx'
import { LateCount } from '../features/late/desk/late-strip.tsx'
import type { IconName } from '../ui/icon.tsx'
import type { Page } from './page.tsx'
import type { routeText } from './text.ts'

type Words = (typeof routeText)['zh']
export type DeskPageEntry = Page & {
  readonly nav?: {
    readonly group: keyof Words['groups']
    readonly name: keyof Words['desk']
    readonly icon: IconName
    /** Shows a NavCount of what waits there. */
    readonly Badge?: ComponentType
  }
}

export const deskPages: readonly DeskPageEntry[] = [
  {
    path: '/desk/board',
    allow: 'dispatch.run',
    nav: { group: 'duty', name: 'board', icon: 'target', Badge: BoardCount },
    load: async () => (await import('../features/board/desk/board.tsx')).BoardPage,
  },
  {
    path: '/desk/late',
    allow: 'requests.staff',
    nav: { group: 'duty', name: 'late', icon: 'clock', Badge: LateCount },
    load: async () => (await import('../features/late/desk/late.tsx')).LatePage,
  },
  {
    path: '/desk/hotline',
    allow: 'calls.take',
    nav: { group: 'duty', name: 'hotline', icon: 'headset' },
    load: async () => (await import('../features/calls/desk/hotline.tsx')).HotlinePage,
  },
  {
    path: '/desk/incidents',
    allow: 'calls.take',
    nav: { group: 'duty', name: 'incidents', icon: 'users' },
    load: async () => (await import('../features/calls/desk/incidents.tsx')).IncidentsPage,
  },
  {
    path: '/desk/calls',
    allow: 'calls.read',
    nav: { group: 'duty', name: 'calls', icon: 'phone', Badge: OwedCount },
    load: async () => (await import('../features/calls/desk/calls-page.tsx')).CallsPage,
  },
  {
    path: '/desk/batches',
    allow: 'dispatch.run',
    nav: { group: 'duty', name: 'batches', icon: 'calendar' },
    load: async () => (await import('../features/batches/desk/batches.tsx')).BatchesPage,
  },
  {
    path: '/desk/lending',
    allow: 'lending.decide',
    nav: { group: 'duty', name: 'lending', icon: 'users' },
    load: async () => (await import('../features/lending/desk/lending.tsx')).LendingPage,
  },
  {
    path: '/desk/requests/new',
    allow: 'requests.open_for_others',
    load: async () => (await import('../features/intake/desk/new-request.tsx')).NewRequestPage,
  },
  {
    path: '/desk/requests/paste',
    allow: 'requests.open_for_others',
    load: async () => (await import('../features/intake/desk/paste-chat.tsx')).PasteChatPage,
  },
  {
    path: '/desk/rounds',
    allow: 'rounds.read',
    nav: { group: 'work', name: 'rounds', icon: 'walk' },
    load: async () => (await import('../features/rounds/desk/rounds.tsx')).RoundsPage,
  },
  {
    path: '/desk/rounds/:roundId',
    allow: 'rounds.read',
    load: async () => (await import('../features/rounds/desk/round-page.tsx')).RoundPage,
  },
  {
    path: '/desk/roster',
    allow: 'roster.read',
    nav: { group: 'duty', name: 'roster', icon: 'calendar' },
    load: async () => (await import('../features/roster/desk/roster.tsx')).RosterPage,
  },
  {
    path: '/desk/figures',
    allow: 'reports.read',
    nav: { group: 'data', name: 'figures', icon: 'chart' },
    load: async () => (await import('../features/figures/desk/figures.tsx')).FiguresPage,
  },
  {
    path: '/desk/figures/cases',
    allow: 'requests.staff',
    load: async () => (await import('../features/figures/desk/cases.tsx')).CasesPage,
  },
  {
    path: '/desk/what-if',
    allow: 'what_ifs.run',
    nav: { group: 'data', name: 'whatIf', icon: 'layers' },
    load: async () => (await import('../features/what-ifs/desk/what-if.tsx')).WhatIfPage,
  },
  {
    path: '/desk/fairness',
    allow: 'reports.fairness',
    nav: { group: 'data', name: 'fairness', icon: 'scale' },
    load: async () => (await import('../features/figures/desk/fairness.tsx')).FairnessPage,
  },
  {
    path: '/desk/volunteers',
    allow: 'volunteers.read',
    nav: { group: 'people', name: 'volunteers', icon: 'hand' },
    load: async () => (await import('../features/volunteer-desk/desk/volunteers.tsx')).VolunteersPage,
  },
  {
    path: '/desk/requests/:requestId',
    allow: 'requests.staff',
    load: async () => (await import('../features/request-desk/desk/request-page.tsx')).RequestPage,
  },
  {
    path: '/desk/teams',
    allow: 'teams.read',
    nav: { group: 'people', name: 'teams', icon: 'flag' },
    load: async () => (await import('../features/team-desk/desk/teams.tsx')).TeamsPage,
  },
  {
    path: '/desk/training',
    allow: 'training.manage',
    nav: { group: 'people', name: 'training', icon: 'book' },
    load: async () => (await import('../features/training/desk/training.tsx')).TrainingPage,
  },
  {
    path: '/desk/protection',
    allow: 'protection.manage',
    nav: { group: 'people', name: 'protection', icon: 'shield' },
    load: async () => (await import('../features/protection/desk/protection.tsx')).ProtectionPage,
  },
  {
    path: '/desk/records',
    allow: 'records.read',
    nav: { group: 'people', name: 'records', icon: 'file' },
    load: async () => (await import('../features/record-desk/desk/records-page.tsx')).RecordDeskPage,
  },
  {
    path: '/desk/partners',
    allow: 'partners.read',
    nav: { group: 'people', name: 'partners', icon: 'building' },
    load: async () => (await import('../features/partners/desk/partners.tsx')).PartnersPage,
  },
  {
    path: '/desk/resources',
    allow: 'dispatch.candidates',
    nav: { group: 'resources', name: 'resources', icon: 'search' },
    load: async () => (await import('../features/resources/desk/resources.tsx')).ResourcesPage,
  },
  {
    path: '/desk/services',
    allow: 'catalog.manage',
    nav: { group: 'resources', name: 'services', icon: 'grid' },
    load: async () => (await import('../features/services/desk/services.tsx')).ServicesPage,
  },
  {
    path: '/desk/requests',
    allow: 'requests.staff',
    nav: { group: 'work', name: 'requests', icon: 'list' },
    load: async () => (await import('../features/request-desk/desk/request-list.tsx')).RequestListPage,
  },
  {
    path: '/desk/call-backs',
    allow: 'requests.staff',
    nav: { group: 'work', name: 'callBacks', icon: 'refresh' },
    load: async () => (await import('../features/request-desk/desk/call-backs.tsx')).CallBacksPage,
  },
  {
    path: '/desk/rights',
    allow: 'rights.read',
    nav: { group: 'people', name: 'rights', icon: 'lock' },
    load: async () => (await import('../features/rights/desk/rights.tsx')).RightsDeskPage,
  },
  {
    path: '/desk/time-bank',
    allow: 'ledger.grant',
    nav: { group: 'resources', name: 'timeBank', icon: 'hour' },
    load: async () => (await import('../features/ledger/desk/time-bank.tsx')).TimeBankPage,
  },
  {
    path: '/desk/rewards',
    allow: 'rewards.manage',
    nav: { group: 'resources', name: 'rewards', icon: 'gift' },
    load: async () => (await import('../features/rewards/desk/rewards-page.tsx')).RewardsPage,
  },
  {
    path: '/desk/audit',
    allow: 'audit.read',
    nav: { group: 'system', name: 'audit', icon: 'shield' },
    load: async () => (await import('../features/audit/desk/audit.tsx')).AuditPage,
  },
  {
    path: '/desk/deliveries',
    allow: 'audit.read',
    nav: { group: 'system', name: 'deliveries', icon: 'send' },
    load: async () => (await import('../features/deliveries/desk/deliveries.tsx')).DeliveriesPage,
  },
  {
    path: '/desk/accounts',
    allow: 'accounts.manage',
    nav: { group: 'system', name: 'accounts', icon: 'key' },
    load: async () => (await import('../features/accounts/desk/accounts.tsx')).AccountsPage,
  },
  {
    path: '/desk/people',
    allow: 'people.read',
    nav: { group: 'people', name: 'people', icon: 'home' },
    load: async () => (await import('../features/people/desk/people-page.tsx')).PeoplePage,
  },
  {
    path: '/desk/people/:personId',
    allow: 'people.read',
    load: async () => (await import('../features/people/desk/person-page.tsx')).PersonPage,
  },
  {
    path: '/desk/policies',
    allow: 'policies.read',
    nav: { group: 'system', name: 'policies', icon: 'gear' },
    load: async () => (await import('../features/policies/desk/policies.tsx')).PoliciesPage,
  },
  {
    path: '/desk/areas',
    allow: 'areas.manage',
    nav: { group: 'system', name: 'areas', icon: 'map' },
    load: async () => (await import('../features/areas/desk/areas.tsx')).AreasPage,
  },
  {
    path: '/desk/register',
    allow: 'register.import',
    nav: { group: 'people', name: 'register', icon: 'up2' },
    load: async () => (await import('../features/register/desk/register-page.tsx')).RegisterPage,
  },
]
