// A pasted chat-group text, read into drafts of requests that a person looks through.
import * as z from 'zod/mini'
import { Crowd, Danger, Suggestion, Urgency } from './catalog.ts'
import { endpoint } from './endpoint.ts'
import { PersonRow } from './people.ts'
import { RequestRow, Window } from './requests.ts'
import { Id, Text } from './values.ts'

/** What a pasted chat-group text seems to ask for: to be looked through and registered one by one, by a person. */
export const ChatDraft = z.object({
  sender: z.string(),
  lines: z.array(z.int()),
  description: z.string(),
  services: z.array(Suggestion),
  urgency: Urgency,
  crowd: Crowd,
  danger: Danger,
  buildingId: z.nullable(Id),
  buildingName: z.nullable(z.string()),
  door: z.nullable(z.string()),
  personSaid: z.nullable(z.string()),
  whenSaid: z.nullable(z.string()),
  window: z.nullable(Window),
  people: z.array(PersonRow),
  same: z.nullable(RequestRow),
})
export type ChatDraft = z.infer<typeof ChatDraft>
export const readChat = endpoint({
  method: 'POST',
  path: '/requests/chat-drafts',
  summary: 'Read a pasted chat-group text; registers nothing',
  allow: 'requests.open_for_others',
  once: true,
  /** `areaId`: where the group lives, so that its 3号楼 is that one. */
  body: z.object({ text: Text(8000), areaId: z.optional(Id) }),
  returns: z.object({
    drafts: z.array(ChatDraft),
    left: z.array(
      z.object({ line: z.int(), sender: z.string(), text: z.string(), why: z.enum(['chatter', 'nothing_asked']) }),
    ),
  }),
})
