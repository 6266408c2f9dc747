// Volunteers: contract → use case. Teams have a module of their own.
import { checkBadge, showBadge } from '@linbang/contract/badges'
import * as contract from '@linbang/contract/volunteers'
import { serve } from '../../kit/http.ts'
import * as volunteers from './service.ts'

export const volunteerRoutes = [
  serve(contract.registerVolunteer, (ctx, { body }) => volunteers.registerVolunteer(ctx, body)),
  serve(contract.agreeAsGuardian, (ctx, { params, body }) =>
    volunteers.agreeAsGuardian(ctx, params.volunteerId, body.version, body.given),
  ),
  serve(contract.listVolunteers, (ctx, { query }) => volunteers.listVolunteers(ctx, query)),
  serve(contract.getVolunteer, (ctx, { params }) => volunteers.getVolunteer(ctx, params.volunteerId)),
  serve(contract.getMyVolunteer, (ctx) => volunteers.getMine(ctx)),
  serve(contract.approveVolunteer, (ctx, { params, body }) =>
    volunteers.approveVolunteer(ctx, params.volunteerId, body),
  ),
  serve(contract.refuseVolunteer, (ctx, { params, body }) =>
    volunteers.refuseVolunteer(ctx, params.volunteerId, body.reason),
  ),
  serve(contract.changeMyVolunteer, (ctx, { body }) => volunteers.changeMyVolunteer(ctx, body)),
  serve(contract.setFree, (ctx, { body }) => volunteers.setFree(ctx, body.until)),
  serve(contract.setAway, (ctx, { body }) => volunteers.setAway(ctx, body.from, body.to)),
  serve(contract.leaveVolunteering, (ctx, { body }) => volunteers.leaveVolunteering(ctx, body.version)),
  serve(contract.addHolding, (ctx, { body }) => volunteers.addHolding(ctx, body)),
  serve(contract.endHolding, (ctx, { params }) => volunteers.endHolding(ctx, params.holdingId)),
  serve(contract.verifyHolding, (ctx, { params, body }) =>
    volunteers.verifyHolding(ctx, params.volunteerId, params.holdingId, body),
  ),
  serve(contract.recordHolding, (ctx, { params, body }) => volunteers.recordHolding(ctx, params.volunteerId, body)),
  serve(contract.blockPerson, (ctx, { body }) => volunteers.blockPerson(ctx, body.personId)),
  serve(contract.unblockPerson, (ctx, { params }) => volunteers.unblockPerson(ctx, params.personId)),
  serve(showBadge, (ctx) => volunteers.showBadge(ctx)),
  serve(checkBadge, (ctx, { params }) => volunteers.checkBadge(ctx, params.number)),
]
