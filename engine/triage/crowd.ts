// Whom a sentence speaks of: an old person, a child, somebody disabled, a family, somebody from elsewhere.
const crowds = [
  ['disabled', /残疾|残联|瘫|轮椅|聋|哑|失明|盲|看不见|脑瘫|自闭|截肢|植物人|智障|呼吸机|精神(?:上有)?病/],
  [
    'elder',
    /老人|老头|老太|老伴|老母|老父|老爸|老妈|老爷|老奶|爷|奶奶|外公|外婆|姥|阿[公婆伯]|公公|婆婆|高龄|[六七八九]十[多几岁一二三四五六七八九]|(?<!\d)[6-9]\d岁|独居|老年|敬老|我[爸妈]|退休|养老|孤老|失能|大爷|大妈/,
  ],
  ['child', /孩|娃|宝宝|婴儿|孙子|孙女|[一二三四五六]年级|初[一二三]|放学|作业|幼儿园|女儿|儿子|学生|女孩|男孩|小朋友/],
  ['migrant', /租房|租客|房东|房客|外地|打工|暂住|居住证|流动人口|工地|老家/],
  ['family', /老公|老婆|丈夫|一家[三四五六]|全家|离婚|生[二三]?[胎孩]|怀孕|孕妇|单亲|孤儿寡母|家里[两三几]口/],
] as const

export type Crowd = (typeof crowds)[number][0] | 'none'

export const crowdOf = (text: string): Crowd => crowds.find(([, says]) => says.test(text))?.[0] ?? 'none'
