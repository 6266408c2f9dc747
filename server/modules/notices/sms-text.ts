// What whoever answered by SMS hears back.
import type { Words } from '@linbang/contract/values'
import { kind } from './say.ts'

const smsOutcomes: Readonly<Record<string, Words>> = {
  accepted: {
    zh: '归您了，谢谢。门牌和电话点开就能看',
    en: 'it is yours, thank you; open this for the door and the phone',
  },
  declined: { zh: '记下了，这次不用来', en: 'noted, you need not come' },
  gone: { zh: '已经有邻居接了，谢谢您', en: 'a neighbour has taken it already, thank you' },
  several: {
    zh: '有好几件在问您，请点开选一件，或打热线',
    en: 'you are asked for more than one thing; please open this or call',
  },
  nothing: { zh: '现在没有在问您的事，谢谢', en: 'nothing waits for your answer, thank you' },
}
const smsOutcome = (outcome: string): Words =>
  smsOutcomes[outcome] ?? { zh: '没看明白。能来回 1，不能来回 0', en: 'not understood; 1 is yes, 0 is no' }

export const smsKinds = {
  'offer.sms_answer': kind<{ outcome: string; service: Words | null }>({
    zh: ({ outcome, service }) => ['短信收到了', `${service ? `“${service.zh}”：` : ''}${smsOutcome(outcome).zh}。`],
    en: ({ outcome, service }) => ['Your SMS', `${service ? `${service.en}: ` : ''}${smsOutcome(outcome).en}.`],
    link: '/help',
    sms: true,
    lasts: 60,
  }),
} as const
