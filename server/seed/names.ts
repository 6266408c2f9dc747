// Names of people who do not exist, in the proportions of a southern city.
import type { Draw } from './draw.ts'

const surnames: readonly (readonly [string, number])[] = [
  ['黄', 14],
  ['李', 12],
  ['韦', 10],
  ['陈', 9],
  ['梁', 8],
  ['王', 7],
  ['刘', 7],
  ['覃', 6],
  ['农', 4],
  ['莫', 4],
  ['陆', 4],
  ['张', 5],
  ['周', 4],
  ['何', 3],
  ['蒙', 3],
  ['卢', 3],
  ['唐', 3],
  ['吴', 4],
  ['蓝', 2],
  ['谢', 2],
  ['苏', 2],
  ['罗', 3],
  ['杨', 3],
  ['甘', 2],
  ['邓', 2],
  ['曾', 2],
  ['廖', 2],
  ['林', 3],
  ['马', 2],
  ['赵', 2],
  ['欧阳', 1],
  ['仇', 1],
  ['单', 1],
  ['解', 1],
]
const oldWomen = [
  '桂芳',
  '秀英',
  '玉兰',
  '凤英',
  '桂香',
  '素珍',
  '月娥',
  '秀兰',
  '玉珍',
  '淑华',
  '美英',
  '惠珍',
  '春梅',
  '金莲',
  '丽华',
  '翠英',
  '兰芳',
  '瑞珍',
  '爱莲',
  '润娣',
]
const oldMen = [
  '国强',
  '建国',
  '德胜',
  '志明',
  '文彬',
  '永福',
  '振华',
  '家树',
  '绍光',
  '福生',
  '建华',
  '大勇',
  '宗义',
  '耀武',
  '培基',
  '炳坤',
  '世昌',
  '克俭',
  '兴旺',
  '茂林',
]
const women = [
  '丽',
  '敏',
  '静',
  '艳',
  '娟',
  '霞',
  '婷婷',
  '雪梅',
  '晓燕',
  '海燕',
  '红梅',
  '小玲',
  '春霞',
  '慧',
  '莉',
  '秋月',
  '思颖',
  '雯',
  '倩',
  '佳怡',
  '燕萍',
  '琳琳',
]
const men = [
  '伟',
  '强',
  '磊',
  '军',
  '勇',
  '杰',
  '涛',
  '斌',
  '志强',
  '海波',
  '建军',
  '晓东',
  '俊',
  '鹏',
  '浩',
  '文龙',
  '家豪',
  '国栋',
  '明辉',
  '子健',
  '振宇',
  '凯',
]
const girls = ['梓涵', '欣怡', '诗琪', '雨桐', '一诺', '语嫣', '思彤', '若曦', '可馨', '梦瑶']
const boys = ['子轩', '浩然', '宇航', '俊熙', '一鸣', '博文', '梓睿', '天佑', '奕辰', '铭泽']
/** Rare characters that are on some household's papers, and must print. */
const rare = ['䶮', '𠮷', '喆', '赟', '犇']

export type Sex = 'female' | 'male'
export const drawSurname = (draw: Draw): string => draw.weighted(surnames)

const drawFrom = (draw: Draw, sex: Sex, age: number): string => {
  if (draw.chance(0.003)) return draw.pick(rare)
  if (age >= 55) return draw.pick(sex === 'female' ? oldWomen : oldMen)
  if (age >= 16) return draw.pick(sex === 'female' ? women : men)
  return draw.pick(sex === 'female' ? girls : boys)
}

/** Given names of the neighbours who stand in the demo under their own names; nobody else bears one. */
const kept = new Set(['桂芳', '秀兰', '晓燕', '志明', '海波', '德胜', '玉兰'])

export const drawGiven = (draw: Draw, sex: Sex, age: number): string => {
  const name = drawFrom(draw, sex, age)
  return kept.has(name) ? drawGiven(draw, sex, age) : name
}

/** What neighbours call them: 王奶奶, 李师傅, 小陆. */
export const callNameOf = (surname: string, sex: Sex, age: number): string => {
  if (age >= 75) return `${surname}${sex === 'female' ? '奶奶' : '爷爷'}`
  if (age >= 50) return `${surname}${sex === 'female' ? '阿姨' : '叔叔'}`
  if (age >= 18) return `小${surname}`
  return `${surname}同学`
}
