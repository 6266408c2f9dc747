// What volunteers are told about their records, certificates and growth, and staff about what waits for them there.
import { kind } from './say.ts'

const sentence = (text: string) => `${text.replace(/[。.]+$/, '')}。`
const ended = (text: string) => `${text.replace(/[。.]+$/, '')}.`

type Record = { activity: string; date: string }

export const growthKinds = {
  'record.corrected': kind<Record & { reason: string }>({
    zh: ({ activity, date, reason }) => ['服务记录更正了', `${date}“${activity}”：${sentence(reason)}`],
    en: ({ activity, date, reason }) => ['A record was corrected', `${activity}, ${date}: ${ended(reason)}`],
    link: '/me/records',
  }),
  'record.kept': kind<Record & { reason: string }>({
    zh: ({ activity, date, reason }) => ['您提的记录看过了', `${date}“${activity}”没有改：${sentence(reason)}`],
    en: ({ activity, date, reason }) => ['We looked at your record', `${activity}, ${date}, stays: ${ended(reason)}`],
    link: '/me/records',
  }),
  'record.objected': kind<Record & { reason: string }>({
    zh: ({ activity, date, reason }) => ['有人说记录不对', `${date}“${activity}”：${sentence(reason)}`],
    en: ({ activity, date, reason }) => ['A record is objected to', `${activity}, ${date}: ${ended(reason)}`],
    link: '/desk/records?show=objections',
  }),
  'record.entry_waiting': kind<Record>({
    zh: ({ activity, date }) => ['有一条补记等着核', `${date}“${activity}”。`],
    en: ({ activity, date }) => ['A hand entry waits for approval', `${activity}, ${date}.`],
    link: '/desk/records',
  }),
  'certificate.batch_ready': kind<{ team: string; made: number; left: number }>({
    zh: ({ team, made, left }) => ['证明做好了', `${team} ${made} 份${left > 0 ? `，有 ${left} 人没开成` : ''}。`],
    en: ({ team, made, left }) => [
      'The certificates are made',
      `${team}: ${made}${left > 0 ? `, ${left} people were left out` : ''}.`,
    ],
    link: '/desk/records?show=certificates&batch=:id',
  }),
} as const
