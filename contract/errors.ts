// Every failure a caller can meet, with the HTTP status it travels under. Each has its sentence in refusals.ts.

export const errorStatus = {
  'auth.required': 401,
  'auth.forbidden': 403,
  'auth.second_factor': 403,
  'auth.same_origin': 403,
  not_found: 404,
  'input.invalid': 400,
  'input.malformed': 400,
  'input.unknown_field': 400,
  'input.cursor': 400,
  'input.too_deep': 400,
  'input.too_large': 413,
  'input.media_type': 415,
  'file.kind': 415,
  'file.unreadable': 400,
  'sheet.unreadable': 400,
  'print.missing_character': 422,
  'rate.limited': 429,
  'idempotency.mismatch': 409,
  'row.stale': 409,
  'service.busy': 503,
  internal: 500,
} as const satisfies Record<string, number>

export type ErrorCode = keyof typeof errorStatus
