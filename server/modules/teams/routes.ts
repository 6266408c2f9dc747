import * as contract from '@linbang/contract/teams'
import { serve } from '../../kit/http.ts'
import { addTeam, changeTeam, getTeam, listTeams } from './service.ts'

export const teamRoutes = [
  serve(contract.listTeams, (ctx, { query }) => listTeams(ctx, query)),
  serve(contract.getTeam, (ctx, { params }) => getTeam(ctx, params.teamId)),
  serve(contract.addTeam, (ctx, { body }) => addTeam(ctx, body)),
  serve(contract.changeTeam, (ctx, { params, body }) => changeTeam(ctx, params.teamId, body)),
]
