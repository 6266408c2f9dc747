// Training: contract → use case.
import * as contract from '@linbang/contract/training'
import * as trainingSessions from '@linbang/contract/training-sessions'
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
  serve(trainingSessions.listSessions, (ctx, { query }) => training.listSessions(ctx, query)),
  serve(trainingSessions.addSession, (ctx, { body }) => training.addSession(ctx, body)),
  serve(trainingSessions.changeSession, (ctx, { params, body }) => training.changeSession(ctx, params.sessionId, body)),
  serve(trainingSessions.cancelSession, (ctx, { params, body }) =>
    training.cancelSession(ctx, params.sessionId, body.reason),
  ),
  serve(trainingSessions.getSession, (ctx, { params }) => training.getSession(ctx, params.sessionId)),
  serve(trainingSessions.joinSession, (ctx, { params }) => training.joinSession(ctx, params.sessionId)),
  serve(trainingSessions.leaveSession, (ctx, { params }) => training.leaveSession(ctx, params.sessionId)),
  serve(trainingSessions.showSessionCode, (ctx, { params }) => training.showSessionCode(ctx, params.sessionId)),
  serve(trainingSessions.attendSession, (ctx, { params, body }) =>
    training.attendSession(ctx, params.sessionId, body.code),
  ),
  serve(trainingSessions.markAttendance, (ctx, { params, body }) =>
    training.markAttendance(ctx, params.sessionId, body.personId),
  ),
  serve(contract.listTrainingGaps, (ctx, { params }) => training.listGaps(ctx, params.teamId)),
  serve(trainingSessions.inviteToSession, (ctx, { params, body }) =>
    training.inviteToSession(ctx, params.sessionId, body.teamId),
  ),
]
