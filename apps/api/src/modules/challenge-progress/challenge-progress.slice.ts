import { inTurn } from '../../platform/in-turn.ts';
import { CatchingUp } from '../../platform/jobs/catching-up.ts';
import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { ActivitiesRecorder, ActivityRevisions } from '../activities/index.ts';
import type { ChallengesService } from '../challenges/index.ts';
import { CancellationService } from './cancellation.service.ts';
import { PreviewService } from './preview.service.ts';
import { ChallengePreviewResolver, ChallengeProgressResolver, ChallengeRehearsalsResolver } from './progress.resolver.ts';
import { ProgressService } from './progress.service.ts';
import { projectPending } from './projection.ts';
import { ChallengeRewards } from './rewards.ts';
import { moveDueChallenges } from './upkeep.ts';

/** How far challenges have come, what the clock does with them, and what they grant. */
export function createChallengeProgressSlice(
  platform: Platform,
  dependencies: {
    readonly challenges: ChallengesService;
    readonly recorder: ActivitiesRecorder;
    readonly revisions: ActivityRevisions;
    /** Whether this node does what is done beside requests. */
    readonly runsJobs: boolean;
  },
): Slice {
  const { database, events, clock, logger } = platform;
  const { challenges, recorder, revisions, runsJobs } = dependencies;
  const rewards = new ChallengeRewards({ database, clock, logger, recorder, revisions });
  const upkeep = scheduledJob({
    name: 'challenge-progress.upkeep',
    description:
      'Opens, closes and completes challenges, announces the next of those that recur, and counts what was not counted yet.',
    schedule: { everySeconds: 15 },
    timeLimitSeconds: 600,
    run: ({ now, signal }) => {
      const untilNone = (work: () => Promise<number>) => async () => {
        while (!signal.aborted && (await work()) > 0);
      };
      return inTurn([
        untilNone(() => moveDueChallenges({ database, now })),
        untilNone(() => projectPending(database)),
        () => rewards.settleAll(signal),
      ]);
    },
  });
  const projector = new CatchingUp({
    work: () => projectPending(database),
    failure: 'Progress of challenges could not be counted; it is tried again',
    logger,
  });
  const cancellation = new CancellationService({ database, clock, challenges });
  return {
    name: 'challenge-progress',
    entities: [],
    resolvers: [
      new ChallengeProgressResolver({ challenges, events, progress: new ProgressService({ database }), cancellation }),
      new ChallengePreviewResolver(new PreviewService({ database, clock })),
      new ChallengeRehearsalsResolver(),
    ],
    jobs: [upkeep],
    ...(runsJobs ? { start: () => projector.start(), stop: () => projector.stop() } : {}),
  };
}
