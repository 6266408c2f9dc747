// The shipped catalogue, 爱心跑腿队 and 红色代办队: shopping, carrying, paying, papers and the ways to an office.
import { adult, type DefaultService, draft, explained, figure, line, skills, tick } from './default-draft.ts'

const runners = '爱心跑腿队'
const clerks = '红色代办队'
const receipt = tick('receipt', '小票和找零当面点清', 'Receipt and change counted out face to face')
const papersBack = tick('papers-back', '证件原件当面还清', 'Original papers handed back')

export const errands: readonly DefaultService[] = [
  draft('grocery-errand', '代买菜、米、日用品', 'Grocery errand', {
    example: '帮我买点菜和鸡蛋',
    icon: 'basket',
    team: runners,
    minutes: 45,
    credit: 'timebank',
    needs: skills('errand'),
    sheet: [
      tick('list-checked', '照单子买齐', 'Everything on the list'),
      receipt,
      tick('carried-in', '拿进屋放好', 'Carried in and put away'),
      tick('fresh', '看过日期', 'Dates checked'),
    ],
  }),
  draft('medicine-errand', '代买药、代取药', 'Medicine errand', {
    example: '降压药快吃完了帮我拿',
    icon: 'pill',
    team: runners,
    minutes: 60,
    urgency: 'basic',
    credit: 'timebank',
    needs: skills('errand', 'medicine-errand'),
    sheet: [
      tick('prescription', '照处方或药盒买', 'Bought by prescription or by the old box'),
      tick('name-dose', '药名和用量念给本人听', 'Name and dose read out'),
      tick('dates', '看过有效期', 'Expiry checked'),
      receipt,
      tick('card-back', '医保卡还给本人', 'Insurance card handed back'),
    ],
  }),
  draft('parcel-pickup', '代拿快递、代寄快递', 'Parcel pick-up', {
    example: '帮我到驿站拿个快递',
    icon: 'parcel',
    team: runners,
    minutes: 25,
    credit: 'timebank',
    needs: skills('errand'),
    sheet: [
      figure('parcels', '几件', 'How many'),
      tick('intact', '包装没有破', 'Packing undamaged'),
      tick('name-checked', '核对过姓名', 'Name checked'),
    ],
  }),
  draft('moving-help', '帮搬重东西', 'Help moving heavy things', {
    example: '有个大柜子搬不动',
    icon: 'hand',
    team: runners,
    minutes: 60,
    helpers: 2,
    credit: 'timebank',
    effort: 'heavy',
    risk: 'work-safety',
    needs: [...skills('lifting'), adult],
    sheet: [
      line('piece', '搬了什么、从哪到哪', 'What, from where to where'),
      tick('way-clear', '先看过路', 'Way checked first'),
      tick('nobody-hurt', '没有人碰伤', 'Nobody was hurt'),
      tick('undamaged', '东西和墙没有碰坏', 'Nothing was damaged'),
    ],
  }),
  draft('bill-payment', '代交水电煤气话费', 'Bill payment', {
    example: '帮我交一下电费',
    icon: 'card',
    team: clerks,
    minutes: 30,
    sensitive: true,
    needs: [...skills('bill-payment'), adult],
    sheet: [
      line('account', '交的哪一项', 'Which bill'),
      tick('no-password', '没有问过密码', 'No password was asked'),
      tick('proof', '缴费凭证给了本人', 'Proof of payment handed over'),
      receipt,
    ],
  }),
  draft('ticket-errand', '代买车票、代挂号', 'Tickets and hospital booking', {
    example: '帮我买一张火车票',
    icon: 'ticket',
    team: clerks,
    minutes: 30,
    needs: skills('booking'),
    sheet: [
      line('booked', '订了什么、哪天几点', 'What was booked, day and time'),
      tick('written', '写在纸上留给本人', 'Left in writing'),
      tick('route', '讲清怎么去', 'How to get there explained'),
      receipt,
    ],
  }),
  draft('document-handling-home', '上门代办证件', 'Document handling at home', {
    example: '下不了床能上门办身份证吗',
    icon: 'idcard',
    team: clerks,
    minutes: 45,
    sensitive: true,
    needs: [...skills('documents'), adult],
    sheet: [
      line('document', '办的什么证', 'Which document'),
      tick('agreed', '本人当面同意代办', 'The person agreed face to face'),
      tick('copies-marked', '复印件写明只作此用', 'Copies marked for this use only'),
      papersBack,
      line('ready-on', '什么时候能拿到', 'When it will be ready'),
    ],
  }),
  draft('elder-card', '办老年证、老年公交卡', 'Elder card', {
    example: '我满六十五岁想办老年证',
    icon: 'idcard',
    team: clerks,
    minutes: 20,
    needs: skills('documents'),
    sheet: [
      tick('complete', '材料齐了', 'Papers complete'),
      tick('photo', '照片合格', 'Photo accepted'),
      papersBack,
      line('ready-on', '什么时候能拿到', 'When it will be ready'),
    ],
  }),
  draft('policy-advice', '政策咨询', 'Policy advice', {
    example: '高龄补贴一个月多少钱',
    icon: 'info',
    team: clerks,
    minutes: 15,
    kind: 'development',
    urgency: 'advice',
    needs: skills('policy'),
    sheet: [line('question', '问的什么', 'Question'), line('source', '依据哪个文件', 'Document relied on'), explained],
  }),
]
