import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { SeasonCeremonyResolver } from './season-ceremony.resolver.ts';
import { SeasonCeremonyService } from './season-ceremony.service.ts';
import { takeDueCeremonies, tellOpenedSeasons } from './upkeep.ts';

/** What seasons are about, what they hand on to the next one, and whom they honour at their end. */
export function createSeasonCeremonySlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  { programmes }: { readonly programmes: ProgrammeDirectory },
): Slice {
  const upkeep = scheduledJob({
    name: 'season-ceremony.upkeep',
    description: 'Tells of seasons that began, and takes the podiums of those whose final standings are taken.',
    schedule: { everySeconds: 300 },
    timeLimitSeconds: 1800,
    run: async ({ now, signal }) => {
      await tellOpenedSeasons({ database, now });
      while (!signal.aborted && (await takeDueCeremonies({ database, now })) > 0);
    },
  });
  const service = new SeasonCeremonyService({ database, clock, programmes });
  return { name: 'season-ceremony', entities: [], resolvers: [new SeasonCeremonyResolver(service)], jobs: [upkeep] };
}
