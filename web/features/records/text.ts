// Words of the service records.
import { defineText } from '../../kit/text.ts'

export const recordsText = defineText({
  zh: {
    title: '我的服务记录',
    total: '服务时长',
    times: '服务次数',
    badge: (number: string) => `志愿者编号 ${number}`,
    rule: '按签过字的服务单记，改了会写明。',
    empty: '还没有记录。做好一件事、签了字，就记在这里。',
    seeTasks: '看看附近的事',
    charge: (unit: string, person: string) => `${unit} · 负责人 ${person}`,
    corrected: (version: number) => `更正过，第 ${version} 版`,
    more: '再看一些',
  },
  en: {
    title: 'My service records',
    total: 'Service time',
    times: 'Services',
    badge: (number: string) => `Volunteer no. ${number}`,
    rule: 'From signed sheets; corrections are named.',
    empty: 'No records yet. A job done and signed is recorded here.',
    seeTasks: 'See what is nearby',
    charge: (unit: string, person: string) => `${unit} · in charge: ${person}`,
    corrected: (version: number) => `Corrected, version ${version}`,
    more: 'Show more',
  },
})
