// Training: contract → use case.
import * as contract from '@linbang/contract/training'
import { serve } from '../../kit/http.ts'
import * as training from './service.ts'

export const trainingRoutes = [
  serve(contract.listCourses, (ctx, { query }) => training.listCourses(ctx, query)),
  serve(contract.addCourse, (ctx, { body }) => training.addCourse(ctx, body)),
  serve(contract.changeCourse, (ctx, { params, body }) => training.changeCourse(ctx, params.courseId, body)),
  serve(contract.listQuestions, (ctx, { params }) => training.listQuestions(ctx, params.courseId)),
  serve(contract.addQuestion, (ctx, { params, body }) => training.addQuestion(ctx, params.courseId, body)),
  serve(contract.endQuestion, (ctx, { params }) => training.endQuestion(ctx, params.courseId, params.questionId)),
  serve(contract.startQuiz, (ctx, { params }) => training.startQuiz(ctx, params.courseId)),
  serve(contract.answerQuiz, (ctx, { params, body }) => training.answerQuiz(ctx, params.tryId, body.answers)),
  serve(contract.listSessions, (ctx, { query }) => training.listSessions(ctx, query)),
  serve(contract.addSession, (ctx, { body }) => training.addSession(ctx, body)),
  serve(contract.changeSession, (ctx, { params, body }) => training.changeSession(ctx, params.sessionId, body)),
  serve(contract.cancelSession, (ctx, { params, body }) => training.cancelSession(ctx, params.sessionId, body.reason)),
  serve(contract.getSession, (ctx, { params }) => training.getSession(ctx, params.sessionId)),
  serve(contract.joinSession, (ctx, { params }) => training.joinSession(ctx, params.sessionId)),
  serve(contract.leaveSession, (ctx, { params }) => training.leaveSession(ctx, params.sessionId)),
  serve(contract.showSessionCode, (ctx, { params }) => training.showSessionCode(ctx, params.sessionId)),
  serve(contract.attendSession, (ctx, { params, body }) => training.attendSession(ctx, params.sessionId, body.code)),
  serve(contract.markAttendance, (ctx, { params, body }) =>
    training.markAttendance(ctx, params.sessionId, body.personId),
  ),
  serve(contract.listTrainingGaps, (ctx, { params }) => training.listGaps(ctx, params.teamId)),
  serve(contract.inviteToSession, (ctx, { params, body }) =>
    training.inviteToSession(ctx, params.sessionId, body.teamId),
  ),
]
