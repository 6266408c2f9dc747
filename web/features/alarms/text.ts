// Words of the alarm across the desk.
import { defineText } from '../../kit/text.ts'

export const alarmText = defineText({
  zh: {
    life: (where: string, who: string, what: string) => `${where} · ${who} · ${what}`,
    needHelp: (where: string, helper: string) => `${where} · ${helper}在门里要帮忙`,
    wrongPerson: (where: string, who: string) => `${where} · ${who}说来的人不对`,
    more: (n: string) => `还有 ${n} 条报警`,
    taken: '记下了，您在处理',
    false: '记下了，是误报。这件事还开着，请看一眼',
    byOther: (name: string) => `${name}已经在处理`,
    inTitle: (n: string) => `报警 ${n}`,
  },
  en: {
    life: (where: string, who: string, what: string) => `${where} · ${who} · ${what}`,
    needHelp: (where: string, helper: string) => `${where} · ${helper} needs help inside`,
    wrongPerson: (where: string, who: string) => `${where} · ${who} says it is the wrong person`,
    more: (n: string) => `${n} more alarms`,
    taken: 'Noted: you are on it',
    false: 'Noted as a false alarm. The request is still open, please have a look',
    byOther: (name: string) => `${name} is already on it`,
    inTitle: (n: string) => `Alarm ${n}`,
  },
})
