// The job queue's own side: pg-boss in its schema, one queue for all our jobs, a sender for transactions.
import { PgBoss } from 'pg-boss'

export const queueName = 'linbang'

/** Creates or upgrades the queue's schema; needs the owner of the database. */
export const installQueue = async (adminUrl: string): Promise<void> => {
  const boss = new PgBoss({ connectionString: adminUrl, max: 2, supervise: false, schedule: false })
  boss.on('error', () => {})
  await boss.start()
  await boss.createQueue(queueName, { policy: 'short', retryLimit: 8, retryDelay: 5, retryBackoff: true, retryDelayMax: 3600, expireInSeconds: 900, deleteAfterSeconds: 7 * 86_400 })
  await boss.stop({ graceful: false, close: true })
}
