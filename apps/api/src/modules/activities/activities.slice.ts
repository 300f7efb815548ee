import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { ActivitiesRecorder } from './activities.recorder.ts';
import { ActivitiesResolver, AmbassadorActivitiesResolver, LedgerEntryActivityResolver } from './activities.resolver.ts';
import { ActivityRevisions } from './activities.revisions.ts';
import { ActivitiesService } from './activities.service.ts';
import { RevisionsResolver } from './revisions.resolver.ts';
import { RevisionsService } from './revisions.service.ts';

export interface ActivitiesSlice extends Slice {
  /** For whoever else brings facts. */
  readonly recorder: ActivitiesRecorder;
  /** For whoever takes back what the programme itself recorded. */
  readonly revisions: ActivityRevisions;
}

export function createActivitiesSlice(
  { database, clock, metrics }: Pick<Platform, 'database' | 'clock' | 'metrics'>,
  programmes: ProgrammeDirectory,
): ActivitiesSlice {
  const recorder = new ActivitiesRecorder({ database, clock, metrics });
  const service = new ActivitiesService({ database, recorder });
  const revisions = new ActivityRevisions({ database, clock });
  const revising = new RevisionsService({ database, revisions });
  return {
    name: 'activities',
    entities: [],
    resolvers: [
      new ActivitiesResolver({ service, database, programmes }),
      new RevisionsResolver({ service: revising, database }),
      new AmbassadorActivitiesResolver({ database }),
      new LedgerEntryActivityResolver({ database }),
    ],
    recorder,
    revisions,
  };
}
