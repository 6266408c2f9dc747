// Words of the delivery log.
import { defineText } from '../../kit/text.ts'

export const deliveryText = defineText({
  zh: {
    title: '消息发送记录',
    hint: '看得到发给谁（号码打码）、走哪条路、成没成，看不到内容。',
    which: '按结果看',
    all: '全部',
    states: { queued: '等着发', held: '夜里先不发', sent: '发出了', failed: '没发成', uncertain: '说不准' },
    ways: { in_app: '站内', sms: '短信', push: '推送', mail: '邮件', wechat: '微信', voice: '电话' },
    columns: {
      at: '时间',
      kind: '消息',
      way: '怎么发',
      to: '发给',
      state: '结果',
      tries: '试了',
      why: '说明',
      reference: '对方编号',
    },
    tries: (count: string) => `${count} 次`,
    empty: '没有这样的消息。',
  },
  en: {
    title: 'Delivery log',
    hint: 'To whom (number masked), by which way, with what result; never the text.',
    which: 'By result',
    all: 'All',
    states: { queued: 'Waiting', held: 'Held at night', sent: 'Sent', failed: 'Failed', uncertain: 'Uncertain' },
    ways: { in_app: 'In the app', sms: 'SMS', push: 'Push', mail: 'E-mail', wechat: 'WeChat', voice: 'Call' },
    columns: {
      at: 'Time',
      kind: 'Message',
      way: 'Way',
      to: 'To',
      state: 'Result',
      tries: 'Tries',
      why: 'Why',
      reference: 'Their number',
    },
    tries: (count) => count,
    empty: 'No such message.',
  },
})
