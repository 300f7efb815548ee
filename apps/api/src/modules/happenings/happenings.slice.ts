import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { forgetHappenings } from './happenings.repository.ts';

/** Days for which what was passed on stays, so that telling it again changes nothing. */
const keptDays = 30;
const dayInMilliseconds = 86_400_000;

/** What happened and is to be passed on. Slices tell it (`tellHappenings`); feeds and webhooks pass it on. */
export function createHappeningsSlice({ database }: Pick<Platform, 'database'>): Slice {
  const forget = scheduledJob({
    name: 'happenings.forget',
    description: `Deletes happenings ${keptDays} days after they were passed on.`,
    schedule: { cron: '41 3 * * *', timeZone: 'UTC' },
    timeLimitSeconds: 600,
    run: async ({ now }) => {
      await forgetHappenings(database.manager, new Date(now.getTime() - keptDays * dayInMilliseconds));
    },
  });
  return { name: 'happenings', entities: [], resolvers: [], jobs: [forget] };
}
