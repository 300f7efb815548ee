import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type { JobOutcome } from '../../platform/jobs/jobs.repository.ts';

/** Jobs concern the whole installation; of programmes they say nothing, but for the words of an error. */
export const jobReaders = { to: ['OPERATOR', 'ADMIN'] } as const satisfies AccessRule;

export const jobKeepers = { to: ['OPERATOR'] } as const satisfies AccessRule;

export const JobOutcomeEnum = graphqlEnum<JobOutcome>({
  name: 'JobOutcome',
  description: 'How a run of a job ended.',
  values: { SUCCEEDED: 'It did its work.', FAILED: 'It failed, or its time was over.' },
});

@ObjectType({
  simpleResolvers: true,
  description:
    'Work that the installation does beside requests, and how its last run went on whatever node. Operators and admins.',
})
@Access(jobReaders)
export class Job {
  /** The programme by way of which an admin came here. */
  readonly programmeId?: string;

  @Field(() => ID, { description: 'What it is called.' })
  name!: string;

  @Field(() => String, { description: 'What it does.' })
  description!: string;

  @Field(() => String, {
    nullable: true,
    description: 'When it runs: "every 60 s", or a cron expression with its time zone; null for one that runs when asked for.',
  })
  schedule!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it runs next; null for one that runs when asked for.' })
  nextRunAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last run began; null before the first.' })
  lastStartedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the last run that ended did so; null before the first.' })
  lastFinishedAt!: Date | null;

  @Field(() => Int, { nullable: true, description: 'How long that run took, in milliseconds.' })
  lastDurationMilliseconds!: number | null;

  @Field(() => JobOutcomeEnum, { nullable: true, description: 'How that run ended.' })
  lastOutcome!: JobOutcome | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why that run failed, in the words of the error; null when it succeeded. Operators only.',
  })
  @Access(jobKeepers)
  lastError!: string | null;

  @Field(() => Int, { description: 'How many runs have ended.' })
  runs!: number;

  @Field(() => Int, { description: 'How many of these failed, attempts that were repeated included.' })
  failures!: number;

  @Field(() => Int, { description: 'Runs of the last 30 days that failed for good: `reviveJob` has them tried again.' })
  deadLetters!: number;
}

@InputType({ description: 'A job that shall run now.' })
export class RunJobInput {
  @Field(() => ID, { description: 'The name of a job with a schedule.' })
  name!: string;
}

@InputType({ description: 'A job whose failed runs shall be tried again.' })
export class ReviveJobInput {
  @Field(() => ID, { description: 'The name of the job.' })
  name!: string;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `runJob`.' })
@Access(jobKeepers)
export class RunJobPayload extends MutationPayload {
  @Field(() => Job, { nullable: true, description: 'The job; its run begins within about a second. Null when refused.' })
  job!: Job | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to `reviveJob`.' })
@Access(jobKeepers)
export class ReviveJobPayload extends MutationPayload {
  @Field(() => Int, { nullable: true, description: 'How many runs wait again. Null when refused.' })
  revived!: number | null;
}
