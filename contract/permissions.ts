// Who may do what: permission → roles. A role is held at an area and reaches what lies under it;
// which rows of those a person may touch is the row rule `can…` of the module.

export const roles = [
  'resident',
  'family_member',
  'volunteer',
  'building_leader',
  'grid_worker',
  'grid_lead',
  'operator',
  'community_worker',
  'community_lead',
  'org_manager',
  'org_staff',
  'team_leader',
  'guardian',
  'counsellor',
  'street_manager',
  'district_manager',
  'auditor',
  'system_admin',
] as const
export type Role = (typeof roles)[number]

/** Everyone with an account holds `resident` at least; nobody needs staff rights to ask for help. */
const people = ['resident'] as const
const field = ['building_leader', 'grid_worker', 'grid_lead'] as const
const desk = ['operator', 'community_worker', 'community_lead', 'street_manager', 'district_manager'] as const
const grid = ['grid_worker', 'grid_lead'] as const
const leads = ['community_lead', 'street_manager', 'district_manager'] as const

/** Roles that must sign in with a second factor (rules.md §8). */
export const secondFactorRoles: readonly Role[] = [
  'grid_lead',
  'operator',
  'community_worker',
  'community_lead',
  'org_manager',
  'counsellor',
  'street_manager',
  'district_manager',
  'auditor',
  'system_admin',
]
/** Roles whose sessions last a working day (12 h) instead of 180 days. */
export const staffRoles: readonly Role[] = [
  'grid_worker',
  'grid_lead',
  'operator',
  'community_worker',
  'community_lead',
  'counsellor',
  'street_manager',
  'district_manager',
  'auditor',
  'system_admin',
]

export const permissions = {
  'accounts.manage': ['system_admin'],
  'accounts.issue_sign_in': [...grid, ...desk],
  'areas.manage': ['community_lead', 'street_manager', 'district_manager', 'system_admin'],
  'policies.read': [...grid, ...desk, 'auditor', 'system_admin'],
  'policies.manage': ['street_manager', 'district_manager', 'community_lead', 'system_admin'],
  'people.read': [...field, ...desk],
  'people.manage': [...grid, 'operator', 'community_worker', 'community_lead'],
  'people.reveal': [...grid, ...desk],
  'people.confirm': [...field, 'operator', 'community_worker', 'community_lead'],
  'rights.read': [...field, 'operator', 'community_worker', ...leads],
  'rights.decide': ['community_worker', ...leads],
  'register.import': ['community_worker', 'community_lead', 'system_admin'],
  'catalog.manage': ['community_worker', ...leads],
  'partners.read': [...field, ...desk, 'org_manager', 'org_staff'],
  'partners.manage': ['community_worker', ...leads],
  'partners.staff': ['org_manager', 'org_staff'],
  'volunteers.read': [...grid, ...desk, 'team_leader'],
  'volunteers.review': ['community_worker', 'community_lead', 'street_manager'],
  'volunteers.self': ['volunteer'],
  'teams.read': [...field, ...desk, 'team_leader', 'volunteer'],
  'teams.manage': ['community_worker', ...leads, 'team_leader'],
  'training.manage': ['community_worker', ...leads],
  'protection.manage': ['community_worker', ...leads],
  'protection.pay': [...leads],
  'ledger.self': people,
  'ledger.audit': ['auditor', ...leads],
  'ledger.grant': ['community_worker', ...leads],
  'ledger.approve': [...leads],
  'rewards.order': people,
  'rewards.manage': ['community_worker', ...leads],
  'rewards.redeem': [...grid, ...desk, 'org_manager', 'org_staff'],
  'requests.open': people,
  'requests.open_for_others': [...field, ...desk],
  'requests.read': people,
  'requests.staff': [...grid, ...desk],
  'requests.cancel': people,
  'requests.confirm': people,
  'requests.rule': ['grid_lead', ...leads],
  'dispatch.run': [...grid, ...desk],
  'dispatch.candidates': [...grid, ...desk],
  'lending.decide': leads,
  'offers.answer': ['volunteer', 'org_manager', 'org_staff'],
  'visits.help': ['volunteer', 'org_manager', 'org_staff'],
  'visits.read': people,
  'visits.staff': [...grid, ...desk],
  'ratings.give': people,
  'ratings.call_back': ['operator', 'grid_lead', 'grid_worker', 'community_worker', 'community_lead'],
  'records.self': ['volunteer'],
  'records.read': [...grid, ...desk, 'auditor'],
  'records.enter': [...grid, 'community_worker', 'community_lead', 'street_manager'],
  'records.approve': ['community_worker', ...leads],
  'records.review': [...leads, 'auditor'],
  'stars.review': ['community_worker', ...leads],
  'stars.decide': [...leads],
  'certificates.issue': ['community_worker', ...leads],
  'certificates.revoke': [...leads],
  'reports.read': [...grid, ...desk, 'auditor'],
  'reports.fairness': [...grid, ...desk],
  'what_ifs.run': ['community_worker', ...leads],
  'audit.read': ['auditor', 'system_admin'],
  'roster.read': [...grid, ...desk],
  'roster.plan': ['grid_lead', 'community_worker', ...leads],
  'rounds.read': [...grid, ...desk],
  'rounds.plan': ['grid_lead', 'community_worker', ...leads],
  'rounds.walk': ['volunteer', ...field, 'community_worker'],
  'duty.self': [...grid, 'operator', 'community_worker', 'community_lead'],
  'calls.read': [...desk, 'auditor'],
  'calls.take': ['operator', 'community_worker', 'community_lead'],
  'calls.listen': leads,
  'notices.self': people,
  'files.add': people,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof permissions

export const may = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)
