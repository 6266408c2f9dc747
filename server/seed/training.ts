// Training in the demo: four courses with their questions, sessions to come with people in them, one that is full.
import type { Context } from '../kit/context.ts'
import { newId } from '../kit/ids.ts'
import { addDays, addHours, dayOf, momentAt } from '../kit/time.ts'
import { insertRows } from './insert.ts'
import type { PersonSeed } from './residents.ts'
import type { Town } from './town.ts'

const zone = 'Asia/Shanghai'
type Question = readonly [text: string, right: string, wrong: string, wrong2: string]
type Draft = {
  readonly code: string
  readonly zh: string
  readonly en: string
  readonly level: 'basic' | 'professional' | 'backbone'
  readonly about: string
  readonly minutes: number
  readonly validMonths: number | null
  readonly questions: readonly Question[]
}

const drafts: readonly Draft[] = [
  {
    code: 'first-lesson',
    zh: '志愿者第一课',
    en: 'First lesson',
    level: 'basic',
    about: '怎么敲门、怎么说话、见到难处找谁。',
    minutes: 60,
    validMonths: null,
    questions: [
      ['到门口先做什么', '说见面口令，出示志愿者证', '直接进门', '先要个红包'],
      ['老人塞给您水果怎么办', '谢谢，不收', '收下', '让他折成钱'],
      ['看见老人摔倒叫不应', '打 120，再告诉社区', '先扶起来走走', '等家属来'],
    ],
  },
  {
    code: 'work-safety',
    zh: '作业安全',
    en: 'Work safety',
    level: 'professional',
    about: '用电、登高、工具，出事怎么办。',
    minutes: 90,
    validMonths: 36,
    questions: [
      ['换灯泡前先做什么', '断电并验一验', '擦干手就行', '让老人拿着手电'],
      ['梯子要怎么用', '有人扶着，只站到倒数第三级', '站到最上一级', '靠在窗上'],
      ['电线冒烟', '拉闸，打 119', '泼水', '用手拔'],
      ['电工活谁能做', '有电工证的人', '胆子大的人', '谁先到谁做'],
    ],
  },
  {
    code: 'care-safety',
    zh: '照护安全',
    en: 'Care safety',
    level: 'professional',
    about: '搀扶、喂药、洗澡的分寸。',
    minutes: 120,
    validMonths: 24,
    questions: [
      ['扶老人起身', '先坐稳，再慢慢站', '一把拉起来', '从后面推'],
      ['药怎么给', '只按家属写下的给', '多给一片', '凭记得给'],
      ['帮人洗澡', '要两个人，同性', '一个人就行', '关门反锁'],
    ],
  },
  {
    code: 'emergency-drill',
    zh: '应急演练',
    en: 'Emergency drill',
    level: 'backbone',
    about: '集合、分工、清点人数。',
    minutes: 120,
    validMonths: 12,
    questions: [],
  },
]

const courseRow = (ctx: Context, id: string, draft: Draft, issuer: string) => {
  const { questions, ...course } = draft
  const asked = Math.min(3, questions.length)
  return { ...course, tenantId: ctx.tenantId, id, issuer, questions: asked, createdAt: ctx.now }
}

const questionRows = (ctx: Context, courseId: string, { questions }: Draft, madeBy: string) =>
  questions.map(([text, right, ...wrong], place) => {
    const choices = [...wrong]
    const rightChoice = place % (wrong.length + 1)
    choices.splice(rightChoice, 0, right)
    return { tenantId: ctx.tenantId, id: newId(), courseId, text, choices, rightChoice, madeBy, createdAt: ctx.now }
  })

export const seedTraining = async (ctx: Context, town: Town, worker: PersonSeed): Promise<void> => {
  const { area } = town.community
  const courses = drafts.map((draft) => ({ id: newId(), draft }))
  await insertRows(
    ctx.db,
    'course',
    courses.map(({ id, draft }) => courseRow(ctx, id, draft, area.name)),
  )
  await insertRows(
    ctx.db,
    'courseQuestion',
    courses.flatMap(({ id, draft }) => questionRows(ctx, id, draft, worker.id)),
  )
  const today = dayOf(ctx.now, zone)
  const sessions = courses.map(({ id: courseId, draft }, place) => {
    const startsAt = momentAt(addDays(today, 2 + 3 * place), place % 2 === 0 ? '15:00' : '09:30', zone)
    return {
      tenantId: ctx.tenantId,
      id: newId(),
      courseId,
      areaId: area.id,
      areaPath: area.path,
      place: place % 2 === 0 ? '二楼教室' : '党群服务中心',
      startsAt,
      endsAt: addHours(startsAt, draft.minutes / 60),
      seats: place === 0 ? 4 : 20,
      leaderPersonId: worker.id,
      createdBy: worker.id,
      createdAt: ctx.now,
    }
  })
  await insertRows(ctx.db, 'trainingSession', sessions)
  const people = town.force.volunteers.slice(0, 6)
  await insertRows(
    ctx.db,
    'sessionSeat',
    sessions.slice(0, 2).flatMap(({ id: sessionId, seats }) =>
      people.map(({ person }, place) => ({
        tenantId: ctx.tenantId,
        id: newId(),
        sessionId,
        personId: person.id,
        state: place < seats ? 'seated' : 'waiting',
        askedAt: ctx.now,
      })),
    ),
  )
}
