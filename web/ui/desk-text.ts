// Words of the frame of the desk alone: the phone need not carry them.
import { defineText } from '../kit/text.ts'

export const deskText = defineText({
  zh: {
    toDark: '换成深色（夜班）',
    toLight: '换成浅色',
    keyWords: {
      search: '搜索',
      add: '新建请求',
      move: '上一条、下一条',
      open: '打开',
      assign: '派给第几位',
      close: '关上',
      help: '看快捷键',
      answer: '接听来电（正在打字也行）',
      finish: '挂断；再按一次记完',
    },
  },
  en: {
    toDark: 'Dark, for the night',
    toLight: 'Light',
    keyWords: {
      search: 'Search',
      add: 'New request',
      move: 'Previous, next',
      open: 'Open',
      assign: 'Assign to that person',
      close: 'Close',
      help: 'Show the keys',
      answer: 'Answer a call (also while typing)',
      finish: 'Hang up; again: done',
    },
  },
})
