import { forgetOldRecords } from '../../platform/idempotency/forget-old-records.ts';
import type { JobsOverview } from '../../platform/jobs/jobs.ts';
import type { Platform, Slice } from '../../platform/slice.ts';
import { JobsResolver, ProgrammeJobsResolver } from './jobs.resolver.ts';

/** What operators see of the jobs of all slices, and can do about them; and the jobs of the platform itself. */
export function createJobsSlice({ database }: Pick<Platform, 'database'>, jobs: JobsOverview): Slice {
  return {
    name: 'jobs',
    entities: [],
    resolvers: [new JobsResolver(jobs), new ProgrammeJobsResolver(jobs)],
    jobs: [forgetOldRecords(database)],
  };
}
