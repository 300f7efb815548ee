import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { notFound, payloadOf, type UserFailure } from '../../platform/graphql/payload.ts';
import type { JobReport, JobsOverview } from '../../platform/jobs/jobs.ts';
import { describeSchedule } from '../../platform/jobs/schedule.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { Programme } from '../programmes/index.ts';
import { Job, jobKeepers, jobReaders, ReviveJobInput, ReviveJobPayload, RunJobInput, RunJobPayload } from './jobs.types.ts';

@Resolver(() => Job)
export class JobsResolver {
  readonly #jobs: JobsOverview;

  constructor(jobs: JobsOverview) {
    this.#jobs = jobs;
  }

  @Query(() => [Job], { description: 'The jobs of the installation with their last runs, by name. Operators.' })
  @Access(jobKeepers)
  async jobs(): Promise<readonly Job[]> {
    return (await this.#jobs.report()).map(toJob);
  }

  @Mutation(() => RunJobPayload, {
    description:
      'Has a job with a schedule run now, beside its schedule. Nothing is added where a run waits already. Operators.',
  })
  @Access(jobKeepers)
  async runJob(@Arg('input', () => RunJobInput) { name }: RunJobInput, @Ctx() context: RequestContext) {
    const outcome: Outcome<JobReport, UserFailure> = (await this.#jobs.runNow(name))
      ? await this.#reportOf(name)
      : fail(notFound(['name']));
    return payloadOf(outcome, { ...context, shape: (report) => ({ job: toJob(report) }) });
  }

  @Mutation(() => ReviveJobPayload, { description: 'Has the runs of a job that failed for good tried again. Operators.' })
  @Access(jobKeepers)
  async reviveJob(@Arg('input', () => ReviveJobInput) { name }: ReviveJobInput, @Ctx() context: RequestContext) {
    const revived = await this.#jobs.reviveDeadLetters(name);
    const outcome: Outcome<number, UserFailure> = revived === null ? fail(notFound(['name'])) : succeed(revived);
    return payloadOf(outcome, { ...context, shape: (count) => ({ revived: count }) });
  }

  async #reportOf(name: string): Promise<Outcome<JobReport, UserFailure>> {
    const report = (await this.#jobs.report()).find((candidate) => candidate.name === name);
    return report === undefined ? fail(notFound(['name'])) : succeed(report);
  }
}

@Resolver(() => Programme)
export class ProgrammeJobsResolver {
  readonly #jobs: JobsOverview;

  constructor(jobs: JobsOverview) {
    this.#jobs = jobs;
  }

  @FieldResolver(() => [Job], {
    description:
      'The jobs of the installation that serve this programme too, with their last runs, by name. Operators and admins.',
  })
  @Access(jobReaders)
  async jobs(@Root() programme: Programme): Promise<readonly Job[]> {
    return (await this.#jobs.report()).map((report) => ({ ...toJob(report), programmeId: programme.id }));
  }
}

function toJob({ job, ...record }: JobReport): Job {
  const schedule = job.schedule === null ? null : describeSchedule(job.schedule);
  return { ...record, description: job.description, schedule };
}
