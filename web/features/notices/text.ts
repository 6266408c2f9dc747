// Words of the list of messages.
import { defineText } from '../../kit/text.ts'

export const noticesText = defineText({
  zh: {
    title: '消息',
    none: '没有消息。有人接了您的事，会在这里告诉您。',
    readAll: '全部看过了',
    unread: '没看过',
    urgent: '要紧',
    more: '再看一些',
  },
  en: {
    title: 'Messages',
    none: 'No messages. When somebody takes your request, you read it here.',
    readAll: 'Mark all as read',
    unread: 'New',
    urgent: 'Urgent',
    more: 'Show more',
  },
})
