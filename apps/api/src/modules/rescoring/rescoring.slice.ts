import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorLoader } from '../ambassadors/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import type { RuleSetsReader } from '../rule-sets/index.ts';
import { RescoringResolver } from './rescoring.resolver.ts';
import { RescoringService } from './rescoring.service.ts';
import { createRescoringJobs } from './rescoring-jobs.ts';
import {
  EntryRescoringResolver,
  ProgrammeRescoringsResolver,
  RescoredAmbassadorResolver,
  RescoredRuleSetResolver,
} from './rescoring-links.resolver.ts';

/** Previews read the history over connections of their own, hence the address of the database. */
export function createRescoringSlice(
  platform: Pick<Platform, 'database' | 'events' | 'jobs' | 'clock' | 'logger'>,
  dependencies: {
    readonly databaseUrl: string;
    readonly programmes: ProgrammeDirectory;
    readonly ambassadors: AmbassadorLoader;
    readonly ruleSets: RuleSetsReader;
  },
): Slice {
  const { databaseUrl, programmes, ambassadors, ruleSets } = dependencies;
  const { database, clock, events } = platform;
  const jobs = createRescoringJobs({ ...platform, databaseUrl });
  const service = new RescoringService({ database, clock, queue: platform.jobs, jobs });
  return {
    name: 'rescoring',
    entities: [],
    resolvers: [
      ...[new RescoringResolver({ service, events, programmes }), new ProgrammeRescoringsResolver(service)],
      ...[new RescoredAmbassadorResolver(ambassadors), new RescoredRuleSetResolver(ruleSets)],
      new EntryRescoringResolver(service),
    ],
    jobs: [jobs.preview, jobs.book],
  };
}
