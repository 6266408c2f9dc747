// Training: courses by level, and the quiz; whoever passed holds it for its time.
import * as z from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { TrainingSession } from './training-sessions.ts'
import { Day, Id, Line, Text, Version } from './values.ts'

export const CourseLevel = z.enum(['basic', 'professional', 'backbone'])
const CourseRef = z.object({ courseId: Id })
export const Course = z.object({
  id: Id,
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  level: CourseLevel,
  about: z.string(),
  minutes: z.int(),
  issuer: z.string(),
  validMonths: z.nullable(z.int()),
  questions: z.int(),
  passPercent: z.int(),
  triesADay: z.int(),
  active: z.boolean(),
  bank: z.int(),
  version: Version,
  /** What it is good for: services that ask for it. */
  opens: z.array(z.object({ zh: z.string(), en: z.string() })),
  mine: z.object({
    state: z.enum(['none', 'attended', 'passed', 'expired']),
    toOn: z.nullable(Day),
    triesLeft: z.int(),
  }),
  sessions: z.array(TrainingSession),
  can: z.object({ quiz: z.boolean(), manage: z.boolean() }),
})
export type Course = z.infer<typeof Course>

export const listCourses = endpoint({
  method: 'GET',
  path: '/courses',
  summary:
    'What can be learned, where I stand, and the sessions to come; training somebody asks for and no course teaches',
  allow: 'signed-in',
  query: z.object({ code: z.optional(z.string().check(z.maxLength(40))) }),
  returns: z.object({ items: z.array(Course), untaught: z.array(z.string()) }),
})
export const CourseFields = z.object({
  zh: Line(60),
  en: z.optional(Text(80)),
  level: CourseLevel,
  about: z.optional(Text(500)),
  minutes: z.int().check(z.minimum(10), z.maximum(2400)),
  issuer: Line(60),
  validMonths: z.optional(z.nullable(z.int().check(z.minimum(1), z.maximum(120)))),
  questions: z.int().check(z.minimum(0), z.maximum(50)),
  passPercent: z.int().check(z.minimum(1), z.maximum(100)),
  triesADay: z.optional(z.int().check(z.minimum(1), z.maximum(20))),
})
export const addCourse = endpoint({
  method: 'POST',
  path: '/courses',
  summary: 'A new course; its code is what services ask for',
  allow: 'training.manage',
  body: z.extend(CourseFields, { code: Line(40) }),
  returns: Course,
  errors: ['course.code_taken'],
})
export const changeCourse = endpoint({
  method: 'PATCH',
  path: '/courses/:courseId',
  summary: 'Change a course: what is not named stays; what people hold already stays as it was given',
  allow: 'training.manage',
  params: CourseRef,
  body: z.extend(z.partial(CourseFields), { active: z.optional(z.boolean()), version: Version }),
  returns: Course,
  errors: ['not_found', 'row.stale'],
})

export const CourseQuestion = z.object({ id: Id, text: z.string(), choices: z.array(z.string()), right: z.int() })
export type CourseQuestion = z.infer<typeof CourseQuestion>
export const listQuestions = endpoint({
  method: 'GET',
  path: '/courses/:courseId/questions',
  summary: 'The question bank with the right answers',
  allow: 'training.manage',
  params: CourseRef,
  returns: z.object({ items: z.array(CourseQuestion) }),
  errors: ['not_found'],
})
export const addQuestion = endpoint({
  method: 'POST',
  path: '/courses/:courseId/questions',
  summary: 'One more question for the bank',
  allow: 'training.manage',
  params: CourseRef,
  body: z.object({
    text: Line(200),
    choices: z.array(Line(100)).check(z.minLength(2), z.maxLength(6)),
    right: z.int().check(z.minimum(0), z.maximum(5)),
  }),
  returns: z.object({ items: z.array(CourseQuestion) }),
  errors: ['not_found', 'course.no_such_choice'],
})
export const endQuestion = endpoint({
  method: 'DELETE',
  path: '/courses/:courseId/questions/:questionId',
  summary: 'Not asked any more',
  allow: 'training.manage',
  params: z.object({ courseId: Id, questionId: Id }),
  returns: z.object({ items: z.array(CourseQuestion) }),
  errors: ['not_found'],
})

export const startQuiz = endpoint({
  method: 'POST',
  path: '/courses/:courseId/quiz',
  summary: 'Questions drawn for me; a try that was begun goes on',
  allow: 'signed-in',
  params: CourseRef,
  body: z.object({}),
  returns: z.object({
    tryId: Id,
    needed: z.int(),
    questions: z.array(z.object({ text: z.string(), choices: z.array(z.string()) })),
  }),
  errors: ['not_found', 'course.not_attended', 'course.no_quiz', 'course.no_more_tries'],
})
export const answerQuiz = endpoint({
  method: 'POST',
  path: '/quiz-tries/:tryId/answers',
  summary: 'My answers, and whether that passes',
  allow: 'signed-in',
  params: z.object({ tryId: Id }),
  body: z.object({ answers: z.array(z.int().check(z.minimum(0), z.maximum(5))).check(z.maxLength(50)) }),
  returns: z.object({
    right: z.int(),
    of: z.int(),
    needed: z.int(),
    passed: z.boolean(),
    toOn: z.nullable(Day),
    triesLeft: z.int(),
  }),
  errors: ['not_found', 'course.answered_already', 'course.not_all_answered'],
})

export const TrainingGap = z.object({
  personId: Id,
  name: z.string(),
  code: z.string(),
  courseId: z.nullable(Id),
  courseZh: z.nullable(z.string()),
  courseEn: z.nullable(z.string()),
  state: z.enum(['missing', 'expired', 'soon']),
  toOn: z.nullable(Day),
})
export type TrainingGap = z.infer<typeof TrainingGap>
export const listTrainingGaps = endpoint({
  method: 'GET',
  path: '/teams/:teamId/training-gaps',
  summary: 'Whom of a team the training lacks that its services ask for, or for whom it runs out',
  allow: 'volunteers.read',
  params: z.object({ teamId: Id }),
  returns: z.object({ people: z.int(), items: z.array(TrainingGap) }),
  errors: ['not_found'],
})
