import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { ActivitiesRecorder } from './activities.recorder.ts';
import { ActivitiesResolver, AmbassadorActivitiesResolver, LedgerEntryActivityResolver } from './activities.resolver.ts';
import { ActivitiesService } from './activities.service.ts';

export interface ActivitiesSlice extends Slice {
  /** For whoever else brings facts. */
  readonly recorder: ActivitiesRecorder;
}

export function createActivitiesSlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  programmes: ProgrammeDirectory,
): ActivitiesSlice {
  const recorder = new ActivitiesRecorder({ database, clock });
  const service = new ActivitiesService({ database, recorder });
  return {
    name: 'activities',
    entities: [],
    resolvers: [
      new ActivitiesResolver({ service, database, programmes }),
      new AmbassadorActivitiesResolver({ database }),
      new LedgerEntryActivityResolver({ database }),
    ],
    recorder,
  };
}
