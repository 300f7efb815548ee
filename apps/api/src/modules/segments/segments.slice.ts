import { scheduledJob } from '../../platform/jobs/job.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import type { SegmentsAssessor } from './segments.assessor.ts';
import { AmbassadorSegmentResolver, ProgrammeSegmentsResolver, SegmentsResolver } from './segments.resolver.ts';
import { SegmentsService, type SeparationListener } from './segments.service.ts';

/** How people post, as far as it can be said, and their own word about it. */
export function createSegmentsSlice(
  { database, clock, logger }: Platform,
  dependencies: {
    readonly programmes: ProgrammeDirectory;
    readonly assessor: SegmentsAssessor;
    readonly listeners: readonly SeparationListener[];
  },
): Slice {
  const { programmes, assessor, listeners } = dependencies;
  const segments = new SegmentsService({ database, programmes, assessor, clock, listeners });
  return {
    name: 'segments',
    entities: [],
    resolvers: [
      new SegmentsResolver(segments),
      new AmbassadorSegmentResolver(segments),
      new ProgrammeSegmentsResolver(segments),
    ],
    jobs: [
      scheduledJob({
        name: 'segments.assess',
        description: 'Decides the segments of everybody in programmes that are not over.',
        schedule: { cron: '20 3 * * *', timeZone: 'Europe/Berlin' },
        timeLimitSeconds: 1800,
        run: async () => {
          const people = await assessor.assessAll();
          logger.info({ people }, 'Segments were assessed');
        },
      }),
    ],
  };
}
