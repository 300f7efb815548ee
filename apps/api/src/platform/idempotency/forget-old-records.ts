import type { Database } from '../database/database.ts';
import { type JobDefinition, scheduledJob } from '../jobs/job.ts';

/** For so long a mutation that is sent again is known; nobody retries later, and the records say who did what. */
const keptDays = 90;
const dayInMilliseconds = 86_400_000;

/** The job that forgets mutations that nobody retries any more. */
export function forgetOldRecords(database: Pick<Database, 'manager'>): JobDefinition<null> {
  return scheduledJob({
    name: 'idempotency.forget-old-records',
    description: `Forgets clientMutationIds that are older than ${keptDays} days.`,
    schedule: { cron: '17 3 * * *', timeZone: 'UTC' },
    async run({ now }) {
      const oldest = new Date(now.getTime() - keptDays * dayInMilliseconds);
      await database.manager.query('DELETE FROM idempotency_record WHERE created_at < $1', [oldest]);
    },
  });
}
