import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { freezeDuePeriods } from './freeze-due-periods.ts';
import { createSigner } from './statement.ts';

/** Final standings of periods whose grace is over; `signingSeed` is the private key of the installation, 32 bytes. */
export function createFinalStandingsSlice(
  { database }: Pick<Platform, 'database'>,
  { signingSeed }: { readonly signingSeed: Buffer | undefined },
): Slice {
  const signer = createSigner(signingSeed);
  const freeze = scheduledJob({
    name: 'final-standings.freeze-due-periods',
    description: 'Takes the final standings of periods whose grace is over.',
    schedule: { everySeconds: 300 },
    // A programme that leaves its pilot may have years of days behind it.
    timeLimitSeconds: 1800,
    run: async ({ now, signal }) => {
      while (!signal.aborted && (await freezeDuePeriods({ database, now, signer })) > 0);
    },
  });
  return { name: 'final-standings', entities: [], resolvers: [], jobs: [freeze] };
}
