// Values every noun uses: ids, moments, amounts, pages. Units are in the names.
import * as z from 'zod/mini'

export const Id = z.uuid()
export type Id = z.infer<typeof Id>

/** A moment: RFC 3339 with offset on the wire, Date in both programs. */
export const Moment = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})

/** A calendar day of the tenant's time zone, `2026-11-25`. */
export const Day = z.iso.date()
/** A time of day, `14:30`. */
export const TimeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

export const Points = z.int().check(z.minimum(0), z.maximum(1_000_000))
export const Minutes = z.int().check(z.minimum(0), z.maximum(100_000))
export const Cents = z.int().check(z.minimum(0), z.maximum(100_000_000))

/** One short line that people typed; control characters are refused. */
export const Line = (max: number) =>
  // oxlint-disable-next-line no-control-regex -- the rule is about exactly these characters
  z.string().check(z.trim(), z.minLength(1), z.maxLength(max), z.regex(/^[^\u0000-\u001f\u007f]*$/))
/** Text of several lines; may be empty. */
export const Text = (max: number) =>
  // oxlint-disable-next-line no-control-regex -- tab and line breaks are let in, other control characters are not
  z.string().check(z.trim(), z.maxLength(max), z.regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]*$/))

/** A mainland mobile number, or a number the demo uses that cannot exist. */
export const Phone = z.string().check(z.regex(/^(\+?86)?1\d{10}$|^0\d{2,3}-?\d{7,8}$/))

export const Point = z.object({
  lat: z.number().check(z.minimum(-90), z.maximum(90)),
  lon: z.number().check(z.minimum(-180), z.maximum(180)),
})
export type Point = z.infer<typeof Point>

export const Version = z.int().check(z.minimum(1))

/** Query values travel as text. */
export const QueryNumber = z.pipe(z.string().check(z.regex(/^\d{1,6}$/)), z.transform(Number))
export const QueryFlag = z.pipe(
  z.enum(['true', 'false']),
  z.transform((text) => text === 'true'),
)
export const PageQuery = { limit: z.optional(QueryNumber), cursor: z.optional(z.string().check(z.maxLength(400))) }

export const page = <T extends z.ZodMiniType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) })

/** Every POST may say when the phone did it; kept beside the server's time. */
export const Occurred = { occurredAt: z.optional(Moment) }

/** Text in the product's two languages; English may be missing. */
export const Words = z.object({ zh: z.string(), en: z.string() })
export type Words = z.infer<typeof Words>
export const Locale = z.enum(['zh-CN', 'en'])
export type Locale = z.infer<typeof Locale>

/** How a thing reached us. */
export const Channel = z.enum(['phone', 'hotline', 'desk', 'grid', 'leader', 'button', 'paper', 'import', 'system'])
export type Channel = z.infer<typeof Channel>

export const Nothing = z.object({})
