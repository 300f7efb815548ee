import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice } from '../ambassadors/index.ts';
import { TandemActsResolver } from './tandem-acts.resolver.ts';
import { TandemMembersResolver } from './tandem-members.resolver.ts';
import { TandemUpkeep } from './tandem-upkeep.ts';
import {
  AffinityFactorResolver,
  AmbassadorTandemsResolver,
  ProgrammeTandemsResolver,
  TandemsResolver,
} from './tandems.resolver.ts';
import { TandemsService } from './tandems.service.ts';

/** Tandems and their life. How they are found is the tandem-runs slice's. */
export function createTandemsSlice(
  { database, events, clock, logger }: Platform,
  { ambassadors }: { readonly ambassadors: AmbassadorsSlice },
): Slice {
  const tandems = new TandemsService({ database, clock });
  const upkeep = new TandemUpkeep({ database, clock, logger });
  return {
    name: 'tandems',
    entities: [],
    resolvers: [
      new TandemsResolver({ tandems, events }),
      new TandemActsResolver(tandems),
      new TandemMembersResolver({ database, facts: ambassadors.facts, ambassadors: ambassadors.loader }),
      new AffinityFactorResolver(),
      new AmbassadorTandemsResolver(tandems),
      new ProgrammeTandemsResolver(tandems),
    ],
    jobs: [
      scheduledJob({
        name: 'tandems.upkeep',
        description: 'Lets proposals expire, takes tandems up again after pauses, and notes who is to be reminded.',
        schedule: { everySeconds: 3600 },
        timeLimitSeconds: 600,
        run: async () => {
          const done = await upkeep.run();
          logger.info({ ...done }, 'Tandems were looked after');
        },
      }),
    ],
  };
}
