// The door of training: courses, sessions, being there, the quiz, and what is missing in a team.
export { attendSession, markAttendance, showSessionCode } from './attend.ts'
export { addCourse, addQuestion, changeCourse, endQuestion, listCourses, listQuestions } from './courses.ts'
export { inviteToSession, listGaps } from './gaps.ts'
export { answerQuiz, startQuiz } from './quiz.ts'
export {
  addSession,
  cancelSession,
  changeSession,
  getSession,
  joinSession,
  leaveSession,
  listSessions,
} from './sessions.ts'
