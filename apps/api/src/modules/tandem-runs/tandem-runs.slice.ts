import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorLoader } from '../ambassadors/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { OverrideCosts } from './override-costs.ts';
import { RunActsResolver } from './run-acts.resolver.ts';
import { RunExecutor } from './run-executor.ts';
import { forgetOldRuns } from './run-keeping.ts';
import {
  TandemAlternativeResolver,
  TandemLockResolver,
  TandemOverrideCostResolver,
  TandemProposalResolver,
  TandemRunChangeResolver,
  TandemThirdResolver,
  UnmatchedAmbassadorResolver,
} from './run-people.resolver.ts';
import { ProgrammeTandemRunsResolver, TandemRunsResolver } from './tandem-runs.resolver.ts';
import { TandemRunsService } from './tandem-runs.service.ts';

/** Searches for tandems: prepared, computed in a thread of their own, compared, released. */
export function createTandemRunsSlice(
  { database, events, clock, logger }: Platform,
  dependencies: { readonly programmes: ProgrammeDirectory; readonly ambassadors: AmbassadorLoader },
): Slice {
  const { programmes, ambassadors } = dependencies;
  const executor = new RunExecutor({ database, events, clock, logger, programmes });
  const overrides = new OverrideCosts(database);
  const runs = new TandemRunsService({ database, events, clock, programmes, executor, overrides });
  return {
    name: 'tandem-runs',
    entities: [],
    resolvers: [
      new TandemRunsResolver({ runs, events }),
      new RunActsResolver(runs),
      new ProgrammeTandemRunsResolver(runs),
      new TandemProposalResolver(ambassadors),
      new TandemAlternativeResolver(ambassadors),
      new UnmatchedAmbassadorResolver(ambassadors),
      new TandemLockResolver(ambassadors),
      new TandemOverrideCostResolver(),
      new TandemRunChangeResolver(ambassadors),
      new TandemThirdResolver(ambassadors),
    ],
    jobs: [
      scheduledJob({
        name: 'tandem-runs.forget-people',
        description:
          'Deletes what runs of the matching found out about single people, 90 days after their end; the figures stay.',
        schedule: { everySeconds: 86_400 },
        timeLimitSeconds: 600,
        run: async ({ now }) => {
          const forgotten = await forgetOldRuns(database, now);
          logger.info({ forgotten }, 'Old runs of the matching were forgotten');
        },
      }),
    ],
    start: () => executor.start(),
    stop: () => executor.stop(),
  };
}
