// Areas: the tree from district to door, with boundaries, points and door cards.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Day, Id, Line, Moment, page, PageQuery, Point, Text, Version } from './values.ts'

export const AreaKind = z.enum(['district', 'street', 'community', 'grid', 'building', 'unit', 'door'])
export type AreaKind = z.infer<typeof AreaKind>

/** GeoJSON polygon, positions as [lon, lat]. */
export const Outline = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(z.array(z.array(z.number()).check(z.length(2)))),
})
export type Outline = z.infer<typeof Outline>

export const Area = z.object({
  id: Id,
  parentId: z.nullable(Id),
  kind: AreaKind,
  path: z.string(),
  name: z.string(),
  nameEn: z.string(),
  code: z.nullable(z.string()),
  point: z.nullable(Point),
  outline: z.nullable(Outline),
  validFrom: Day,
  validTo: z.nullable(Day),
  /** Areas directly below, and all households and people anywhere below (null where the reader may not know). */
  counts: z.object({ children: z.int(), households: z.nullable(z.int()), people: z.nullable(z.int()) }),
  version: Version,
})
export type Area = z.infer<typeof Area>

/** The clinic on the contact cards of a community, or of a building that has another. */
export const Clinic = z.object({ name: Line(40), phone: z.string().check(z.regex(/^[\d -]{3,20}$/)) })

const AreaRef = z.object({ areaId: Id })

export const listAreas = endpoint({
  method: 'GET',
  path: '/areas',
  summary: 'Areas below one area, or of one kind',
  allow: 'anyone',
  query: z.object({
    parentId: z.optional(Id),
    kind: z.optional(AreaKind),
    underId: z.optional(Id),
    q: z.optional(z.string().check(z.maxLength(40))),
    ...PageQuery,
  }),
  returns: page(Area),
})
export const getArea = endpoint({
  method: 'GET',
  path: '/areas/:areaId',
  summary: 'One area and the areas above it',
  allow: 'anyone',
  params: AreaRef,
  returns: z.extend(Area, {
    above: z.array(z.pick(Area, { id: true, kind: true, name: true, nameEn: true })),
    clinic: z.nullable(Clinic),
  }),
  errors: ['not_found'],
})

export const NewArea = z.object({
  parentId: z.optional(Id),
  kind: AreaKind,
  name: Line(60),
  nameEn: z.optional(Text(80)),
  code: z.optional(z.string().check(z.regex(/^(\d{12}|\d{15})$/))),
  point: z.optional(Point),
  outline: z.optional(Outline),
})
export const addArea = endpoint({
  method: 'POST',
  path: '/areas',
  summary: 'Add an area below another',
  allow: 'areas.manage',
  body: NewArea,
  returns: Area,
  errors: ['area.wrong_kind', 'area.code_wrong', 'area.code_taken', 'area.name_taken', 'not_found'],
})
export const changeArea = endpoint({
  method: 'PATCH',
  path: '/areas/:areaId',
  summary: 'Rename an area, or set its point and boundary',
  allow: 'areas.manage',
  params: AreaRef,
  body: z.object({
    version: Version,
    name: z.optional(Line(60)),
    nameEn: z.optional(Text(80)),
    point: z.optional(Point),
    /** Counts from today; what was before stays on record. */
    outline: z.optional(Outline),
    clinic: z.optional(z.nullable(Clinic)),
  }),
  returns: Area,
  errors: ['row.stale', 'area.name_taken', 'not_found'],
})
export const listOutlines = endpoint({
  method: 'GET',
  path: '/areas/:areaId/outlines',
  summary: 'Every boundary the area has had, the newest first',
  allow: 'areas.manage',
  params: AreaRef,
  returns: z.object({
    items: z.array(
      z.object({
        id: Id,
        outline: Outline,
        fromOn: Day,
        /** The first day of the next one. */
        toOn: z.nullable(Day),
        drawnBy: z.nullable(z.string()),
        at: Moment,
      }),
    ),
  }),
  errors: ['not_found'],
})
export const endArea = endpoint({
  method: 'POST',
  path: '/areas/:areaId/end',
  summary: 'An area ends; its path and code are never used again',
  allow: 'areas.manage',
  params: AreaRef,
  body: z.object({ version: Version }),
  returns: Area,
  errors: ['row.stale', 'area.in_use', 'not_found'],
})

/** The picture a board or a tracking page draws: grids, buildings and their points. Public ground only, no doors. */
export const AreaMap = z.object({
  grids: z.array(
    z.object({ id: Id, name: z.string(), nameEn: z.string(), path: z.string(), outline: z.nullable(Outline) }),
  ),
  buildings: z.array(
    z.object({
      id: Id,
      name: z.string(),
      nameEn: z.string(),
      path: z.string(),
      point: z.nullable(Point),
      outline: z.nullable(Outline),
    }),
  ),
})
export type AreaMap = z.infer<typeof AreaMap>
export const getAreaMap = endpoint({
  method: 'GET',
  path: '/areas/:areaId/map',
  summary: 'Grids and buildings of an area as shapes',
  allow: 'anyone',
  params: AreaRef,
  returns: AreaMap,
  errors: ['not_found'],
})

/** Door card: the QR at a door names the door without saying who lives there. */
export const DoorCard = z.object({
  areaId: Id,
  doorName: z.string(),
  buildingId: Id,
  buildingName: z.string(),
  communityName: z.string(),
})
export const openDoorCard = endpoint({
  method: 'GET',
  path: '/door-cards/:code',
  summary: 'Which door a card belongs to',
  allow: 'anyone',
  params: z.object({ code: z.string().check(z.regex(/^[A-Za-z0-9_-]{16,64}$/)) }),
  returns: DoorCard,
  errors: ['area.unknown_card'],
})
export const printDoorCards = endpoint({
  method: 'POST',
  path: '/areas/:areaId/door-cards',
  summary: 'Door cards of a building as PDF; new codes replace the old',
  allow: 'people.manage',
  params: AreaRef,
  body: z.object({ renew: z.optional(z.boolean()) }),
  returns: 'file',
  errors: ['not_found', 'area.nothing_to_print'],
})
export const printContactCards = endpoint({
  method: 'GET',
  path: '/areas/:areaId/contact-cards.pdf',
  summary: 'Neighbour contact cards of a building as PDF',
  allow: 'people.read',
  params: AreaRef,
  returns: 'file',
  errors: ['not_found', 'area.nothing_to_print'],
})
