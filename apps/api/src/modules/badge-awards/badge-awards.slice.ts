import { CatchingUp } from '../../platform/jobs/catching-up.ts';
import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorLoader } from '../ambassadors/index.ts';
import { AmbassadorAwardsResolver, AwardsResolver } from './awards.resolver.ts';
import { AwardsService } from './awards.service.ts';
import { BadgeHoldersResolver, BadgePreviewResolver } from './badge-holders.resolver.ts';
import { projectAwards } from './projection.ts';

export interface BadgeAwardsSlice extends Slice {
  readonly awards: AwardsService;
}

/** Who holds which badges and levels, streaks, and what is told of them. */
export function createBadgeAwardsSlice(
  { database, events, clock, logger }: Pick<Platform, 'database' | 'events' | 'clock' | 'logger'>,
  { ambassadors, runsJobs }: { readonly ambassadors: AmbassadorLoader; readonly runsJobs: boolean },
): BadgeAwardsSlice {
  const project = () => projectAwards({ database, clock });
  const upkeep = scheduledJob({
    name: 'badge-awards.upkeep',
    description: 'Awards and revokes badges and levels where that was not done yet.',
    schedule: { everySeconds: 30 },
    // A badge that was just published is counted for everybody.
    timeLimitSeconds: 1800,
    run: async ({ signal }) => {
      while (!signal.aborted && (await project()) > 0);
    },
  });
  const catchingUp = new CatchingUp({
    work: project,
    failure: 'Badges could not be awarded; it is tried again',
    logger,
  });
  const awards = new AwardsService({ database, clock });
  return {
    name: 'badge-awards',
    entities: [],
    resolvers: [
      new AwardsResolver({ service: awards, events, ambassadors }),
      new AmbassadorAwardsResolver(awards),
      new BadgeHoldersResolver(awards),
      new BadgePreviewResolver(awards),
    ],
    jobs: [upkeep],
    awards,
    ...(runsJobs ? { start: () => catchingUp.start(), stop: () => catchingUp.stop() } : {}),
  };
}
