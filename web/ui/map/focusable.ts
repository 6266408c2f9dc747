// Inside a picture attributes are case-sensitive, and only the small letters take the focus.

export const focusable = { tabindex: 0 } as const
