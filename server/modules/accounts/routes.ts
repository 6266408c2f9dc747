// Accounts over HTTP: one line an endpoint.
import * as audit from '@linbang/contract/audit'
import * as contract from '@linbang/contract/accounts'
import * as dutiesContract from '@linbang/contract/duties'
import * as installationContract from '@linbang/contract/installation'
import * as rights from '@linbang/contract/rights'
import { type Route, serve } from '../../kit/http.ts'
import { beginDuty, endDuty, listDuties } from './duties.ts'
import { getInstallation } from './installation.ts'
import { getEntrance, setEntrance, changePreferences, getMe, welcome } from './me.ts'
import {
  askRight,
  askToMove,
  copyMyData,
  grantRight,
  listMyRights,
  listRights,
  readMyData,
  refuseRight,
  takeBackRight,
} from './rights.ts'
import { listAudit } from './read-audit.ts'
import { confirmSecondFactor, startSecondFactor } from './second-factor.ts'
import { sendCode } from './send-code.ts'
import { checkSetUp, setUp } from './set-up.ts'
import { issueSignInLink } from './sign-in-link.ts'
import { endSession, listSessions, signIn, signOut } from './sign-in.ts'
import { addAccount, endRole, grantRole, listAccounts } from './staff-accounts.ts'

export const accountRoutes: readonly Route[] = [
  serve(installationContract.getInstallation, (ctx) => getInstallation(ctx)),
  serve(contract.sendCode, (ctx, { body }) => sendCode(ctx, body.phone)),
  serve(contract.signIn, (ctx, { body }) => signIn(ctx, body)),
  serve(contract.signOut, (ctx) => signOut(ctx)),
  serve(contract.listSessions, (ctx) => listSessions(ctx)),
  serve(contract.endSession, (ctx, { params }) => endSession(ctx, params.sessionId)),
  serve(contract.getMe, (ctx) => getMe(ctx)),
  serve(contract.changePreferences, (ctx, { body }) => changePreferences(ctx, body)),
  serve(contract.welcome, (ctx, { body }) => welcome(ctx, body)),
  serve(contract.issueSignInLink, (ctx, { params }) => issueSignInLink(ctx, params.personId)),
  serve(contract.listAccounts, (ctx, { query }) => listAccounts(ctx, query)),
  serve(contract.addAccount, (ctx, { body }) => addAccount(ctx, body)),
  serve(contract.grantRole, (ctx, { params, body }) => grantRole(ctx, params.accountId, body)),
  serve(contract.endRole, (ctx, { params }) => endRole(ctx, params.accountId, params.holdingId)),
  serve(contract.startSecondFactor, (ctx) => startSecondFactor(ctx)),
  serve(contract.confirmSecondFactor, (ctx, { body }) => confirmSecondFactor(ctx, body)),
  serve(dutiesContract.startDuty, (ctx, { body }) => beginDuty(ctx, body)),
  serve(dutiesContract.endDuty, (ctx) => endDuty(ctx)),
  serve(dutiesContract.listDuties, (ctx, { query }) => listDuties(ctx, query.areaId)),
  serve(installationContract.setUp, (ctx, { body }) => setUp(ctx, body)),
  serve(installationContract.checkSetUp, (ctx, { query }) => checkSetUp(ctx, query.link)),
  serve(audit.listAudit, (ctx, { query }) => listAudit(ctx, query)),
  serve(rights.listMyRights, (ctx) => listMyRights(ctx)),
  serve(rights.askRight, (ctx, { body }) => askRight(ctx, body)),
  serve(rights.takeBackRight, (ctx, { params }) => takeBackRight(ctx, params.rightId)),
  serve(rights.readMyData, (ctx, { params }) => readMyData(ctx, params.rightId)),
  serve(rights.copyMyData, (ctx, { params }) => copyMyData(ctx, params.rightId)),
  serve(rights.askToMove, (ctx, { body }) => askToMove(ctx, body)),
  serve(rights.getEntrance, (ctx) => getEntrance(ctx)),
  serve(rights.setEntrance, (ctx, { body }) => setEntrance(ctx, body.howToGetIn)),
  serve(rights.listRights, (ctx, { query }) => listRights(ctx, query)),
  serve(rights.grantRight, (ctx, { params, body }) => grantRight(ctx, params.rightId, body.answer)),
  serve(rights.refuseRight, (ctx, { params, body }) => refuseRight(ctx, params.rightId, body.answer)),
]
