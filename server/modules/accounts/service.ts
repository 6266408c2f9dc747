// The only door to accounts: who a token stands for, roles given and taken, who stands for a place.
export { beginDuty, endDuty, heardDuty, personNamed, staffAt, nextLevel } from './duties.ts'
export { giveRole, takeRole } from './open-account.ts'
export { hashPassword } from './passwords.ts'
export { ensureSetUpLink } from './set-up.ts'
export { actorOf, actorOfPerson } from './sign-in.ts'
export { rightForNotice } from './rights.ts'
