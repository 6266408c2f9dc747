// Partners: member organisations (加盟单位), their services, prices and staff.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Cents, Day, Id, Line, Nothing, page, PageQuery, Phone, Point, Text, Version } from './values.ts'

export const OrganisationKind = z.enum([
  'shop',
  'hospital',
  'school',
  'university',
  'firm',
  'ngo',
  'property',
  'owners',
  'stationed',
  'party',
])
export const MembershipState = z.enum(['applied', 'approved', 'refused', 'paused', 'left'])
export const Offered = z.object({
  serviceCode: z.string(),
  zh: z.string(),
  en: z.string(),
  priceCents: Cents,
  priceUnit: z.string(),
  takesPoints: z.boolean(),
  /** What it takes in points, where it agreed to points; null where it did not. */
  pricePoints: z.nullable(z.int()),
})
export const Opening = z.object({
  weekday: z.int().check(z.minimum(1), z.maximum(7)),
  from: z.string(),
  to: z.string(),
})
export const Organisation = z.object({
  id: Id,
  kind: OrganisationKind,
  name: z.string(),
  nameEn: z.string(),
  areaId: Id,
  areaName: z.string(),
  phone: z.nullable(z.string()),
  about: z.string(),
  opening: z.array(Opening),
  state: MembershipState,
  agreementFrom: z.nullable(Day),
  agreementTo: z.nullable(Day),
  point: z.nullable(Point),
  services: z.array(Offered),
  rating: z.nullable(z.number()),
  ratingCount: z.int(),
  jobsDone: z.int(),
  version: Version,
})
export type Organisation = z.infer<typeof Organisation>
const OrganisationRef = z.object({ organisationId: Id })
export const listOrganisations = endpoint({
  method: 'GET',
  path: '/organisations',
  summary: 'Member organisations with services, prices and rating',
  allow: 'anyone',
  query: z.object({
    areaId: z.optional(Id),
    serviceCode: z.optional(z.string()),
    kind: z.optional(OrganisationKind),
    q: z.optional(z.string().check(z.maxLength(40))),
    ...PageQuery,
  }),
  returns: page(Organisation),
})
export const getOrganisation = endpoint({
  method: 'GET',
  path: '/organisations/:organisationId',
  summary: 'One member organisation',
  allow: 'anyone',
  params: OrganisationRef,
  returns: Organisation,
  errors: ['not_found'],
})
const OrganisationChange = z.object({
  kind: z.optional(OrganisationKind),
  name: z.optional(Line(60)),
  nameEn: z.optional(Text(80)),
  areaId: z.optional(Id),
  creditCode: z.optional(z.string().check(z.regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/))),
  phone: z.optional(Phone),
  about: z.optional(Text(1000)),
  opening: z.optional(z.array(Opening).check(z.maxLength(21))),
  agreementFrom: z.optional(Day),
  agreementTo: z.optional(Day),
  point: z.optional(Point),
  services: z.optional(
    z
      .array(
        z.object({
          serviceCode: z.string(),
          priceCents: Cents,
          priceUnit: z.optional(Line(10)),
          pricePoints: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(10_000)))),
        }),
      )
      .check(z.maxLength(60)),
  ),
})
export const addOrganisation = endpoint({
  method: 'POST',
  path: '/organisations',
  summary: 'Enter a member organisation',
  allow: 'partners.manage',
  body: z.extend(OrganisationChange, { kind: OrganisationKind, name: Line(60), areaId: Id }),
  returns: Organisation,
  errors: ['organisation.credit_code_wrong', 'organisation.credit_code_taken', 'not_found', 'service.unknown'],
})
export const changeOrganisation = endpoint({
  method: 'PATCH',
  path: '/organisations/:organisationId',
  summary: 'Change a member organisation',
  allow: 'partners.manage',
  params: OrganisationRef,
  body: z.extend(OrganisationChange, { version: Version, state: z.optional(MembershipState) }),
  returns: Organisation,
  errors: [
    'row.stale',
    'not_found',
    'organisation.credit_code_wrong',
    'organisation.credit_code_taken',
    'service.unknown',
  ],
})
export const Staff = z.object({
  id: Id,
  personId: Id,
  name: z.string(),
  callName: z.string(),
  phoneMasked: z.nullable(z.string()),
  manager: z.boolean(),
  /** On the phone as a QR; residents ask by it whether the person is ours. */
  badgeNumber: z.string(),
})
export const listStaff = endpoint({
  method: 'GET',
  path: '/organisations/:organisationId/staff',
  summary: 'Staff of a member organisation',
  allow: 'partners.read',
  params: OrganisationRef,
  returns: z.object({ items: z.array(Staff) }),
  errors: ['not_found'],
})
export const addStaff = endpoint({
  method: 'POST',
  path: '/organisations/:organisationId/staff',
  summary: 'Somebody who comes for the organisation',
  allow: 'partners.read',
  params: OrganisationRef,
  body: z.object({ name: Line(40), phone: Phone, manager: z.optional(z.boolean()) }),
  returns: Staff,
  errors: ['not_found', 'auth.forbidden'],
})
export const endStaff = endpoint({
  method: 'DELETE',
  path: '/organisations/:organisationId/staff/:staffId',
  summary: 'No longer with the organisation',
  allow: 'partners.read',
  params: z.object({ organisationId: Id, staffId: Id }),
  returns: Nothing,
  errors: ['not_found', 'auth.forbidden'],
})
