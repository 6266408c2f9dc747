// What happens to orders without a hand: deliveries follow their request, what nobody fetched goes back.
import { reaction } from '../../kit/events.ts'
import { schedule } from '../../kit/jobs.ts'
import { endOrdersOf, followDelivery, lapseOrders, useAtVisit } from './service.ts'

export const rewardJobs = [
  reaction('request.changed', 'rewards.follow', (ctx, { requestId }) => followDelivery(ctx, requestId)),
  reaction('visit.sealed', 'rewards.use', (ctx, { visitId }) => useAtVisit(ctx, visitId)),
  reaction('person.closed', 'rewards.end_orders', (ctx, { personId }) => endOrdersOf(ctx, personId)),
  schedule('rewards.lapse', '50 3 * * *', lapseOrders),
]
