import type { ActivityKind, Channel, EvidenceTier } from '@fanfare/contracts';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload, UserError } from '../../platform/graphql/payload.ts';
import { DateTimeScalar, UrlScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import { LedgerEntry } from '../points/index.ts';

/** Who may read somebody's activities: the person, admins, auditors, communicators of the department, machine clients. */
export const activityReaders = {
  to: ['SELF', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['ACTIVITIES_READ', 'ACTIVITIES_WRITE'],
} as const satisfies AccessRule;

/** What would tell whose post it is, where the person appears under a pseudonym. */
export const identifying = {
  to: ['SELF', 'ADMIN'],
  scopes: ['ACTIVITIES_READ', 'ACTIVITIES_WRITE'],
} as const satisfies AccessRule;

/** Who brings in the facts of others. */
export const activityRecorders = { to: ['ADMIN'], scopes: ['ACTIVITIES_WRITE'] } as const satisfies AccessRule;

export const ActivityKindEnum = graphqlEnum<ActivityKind>({
  name: 'ActivityKind',
  description: 'What somebody did.',
  values: {
    POST: 'Published a post.',
    SHARE: 'Passed on somebody’s post.',
    COMMENT: 'Answered a post.',
    ARTICLE: 'Published an article.',
    VIDEO: 'Published a video.',
    EVENT_ATTENDED: 'Attended an event.',
    TALK_GIVEN: 'Gave a talk.',
    TRAINING_COMPLETED: 'Completed a training.',
    PROFILE_IMPROVED: 'Improved a social profile.',
    PEER_CONFIRMED: 'Confirmed what a colleague reported.',
    STORY: 'Told a joint story with the tandem; recorded when all of them have confirmed it.',
    CHALLENGE_REACHED: 'Contributed to a challenge that reached its target; recorded by the programme itself, never reported.',
  },
});

export const EvidenceTierEnum = graphqlEnum<EvidenceTier>({
  name: 'EvidenceTier',
  description: 'How sure a fact is.',
  values: {
    SELF_REPORTED: 'The person says so.',
    PEER_CONFIRMED: 'A colleague confirmed it.',
    CHANNEL_VERIFIED: 'The channel itself says so.',
  },
});

export const ActivityStatusEnum = graphqlEnum<'COUNTED' | 'WITHDRAWN' | 'REJECTED'>({
  name: 'ActivityStatus',
  description: 'Whether an activity counts.',
  values: {
    COUNTED: 'It counts.',
    WITHDRAWN: 'It was taken back, and so were its points.',
    REJECTED: 'An administrator did not recognise it, and its points were taken back.',
  },
});

export const RecordOutcomeEnum = graphqlEnum<'RECORDED' | 'DUPLICATE' | 'REFUSED'>({
  name: 'RecordOutcome',
  description: 'What became of one report.',
  values: {
    RECORDED: 'It is new and was recorded.',
    DUPLICATE: 'It was recorded before with the same content; a new engagement reading in it was recorded.',
    REFUSED: 'It was not recorded; the errors say why.',
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'The likes, comments, reposts and clicks of a post as read at one time. Readable with the activity.',
})
@Access(activityReaders)
export class EngagementReading {
  @Field(() => DateTimeScalar, { description: 'When it was read.' })
  readAt!: Date;

  @Field(() => Int, { description: 'Likes in total.' })
  likes!: number;

  @Field(() => Int, { description: 'Comments in total.' })
  comments!: number;

  @Field(() => Int, { description: 'Reposts in total.' })
  reposts!: number;

  @Field(() => Int, { description: 'Clicks in total.' })
  clicks!: number;

  programmeId!: string;
  ambassadorId!: string;
  personId!: string | null;
  departmentId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Somebody did something: a fact that is never changed. The person, admins, auditors, communicators of the department, machine clients.',
})
@Access(activityReaders)
export class Activity {
  @Field(() => ID, { description: 'Identifies the activity.' })
  id!: string;

  @Field(() => Int, { description: 'Its number in the order of recording, strictly increasing in a programme.' })
  sequence!: number;

  @Field(() => ActivityKindEnum, { description: 'What was done.' })
  kind!: ActivityKind;

  @Field(() => ChannelEnum, { description: 'Where.' })
  channel!: Channel;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => EvidenceTierEnum, { description: 'How sure it is.' })
  evidence!: EvidenceTier;

  @Field(() => String, { description: 'Which connector, file or form it came from.' })
  source!: string;

  @Field(() => String, {
    description: 'Its id at the source. The person, admins, machine clients: it could tell who a pseudonym is.',
  })
  @Access(identifying)
  externalId!: string;

  @Field(() => UrlScalar, {
    nullable: true,
    description: 'Its address. The person, admins, machine clients: it could tell who a pseudonym is.',
  })
  @Access(identifying)
  url!: string | null;

  @Field(() => [String], { description: 'Its hashtags, lower case, without #.' })
  hashtags!: readonly string[];

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is marked as said for the employer; null where nobody knows.',
  })
  disclosed!: boolean | null;

  @Field(() => Int, { nullable: true, description: 'The length of its text in characters; the text itself is not stored.' })
  textLength!: number | null;

  programmeId!: string;
  ambassadorId!: string;
  personId!: string | null;
  departmentId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'One field that a correction changed. Readable with the correction.' })
@Access(identifying)
export class ActivityChange {
  @Field(() => String, { description: 'The name of the field, such as "channel".' })
  field!: string;

  @Field(() => String, { description: 'What was recorded before, as JSON.' })
  before!: string;

  @Field(() => String, { description: 'What was recorded instead, as JSON.' })
  after!: string;

  programmeId!: string;
  ambassadorId!: string;
  personId!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a source has told differently afterwards. The person, admins, machine clients.',
})
@Access(identifying)
export class ActivityCorrection {
  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  recordedAt!: Date;

  @Field(() => String, { description: 'Why, in the words of who corrected it.' })
  reason!: string;

  @Field(() => [ActivityChange], { description: 'What it changed, by the names of the fields.' })
  changes!: readonly ActivityChange[];

  programmeId!: string;
  ambassadorId!: string;
  personId!: string | null;
}

export const ActivityConnection = connectionType(Activity, { name: 'Activity', access: activityReaders });

@ObjectType({ simpleResolvers: true, description: 'What became of one report. Who may record.' })
@Access({ to: ['SELF', 'ADMIN'], scopes: ['ACTIVITIES_WRITE'] })
export class RecordedActivity {
  @Field(() => Int, { description: 'The place of the report in the request, from 0.' })
  index!: number;

  @Field(() => RecordOutcomeEnum, { description: 'What became of it.' })
  outcome!: 'RECORDED' | 'DUPLICATE' | 'REFUSED';

  @Field(() => Activity, { nullable: true, description: 'The activity; null where the report was refused.' })
  activity!: (() => Promise<Activity | null>) | null;

  @Field(() => [UserError], { description: 'Why it was refused.' })
  errors!: readonly UserError[];
}

@ObjectType({ simpleResolvers: true, description: 'The answer to recordActivity.' })
@Access({ to: ['SELF', 'ADMIN'], scopes: ['ACTIVITIES_WRITE'] })
export class RecordActivityPayload extends MutationPayload {
  @Field(() => RecordOutcomeEnum, { nullable: true, description: 'What became of the report; null when there are errors.' })
  outcome!: 'RECORDED' | 'DUPLICATE' | null;

  @Field(() => Activity, { nullable: true, description: 'The activity; null when there are errors.' })
  activity!: (() => Promise<Activity | null>) | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to recordActivities and recordEngagement.' })
@Access(activityRecorders)
export class RecordActivitiesPayload extends MutationPayload {
  @Field(() => [RecordedActivity], {
    nullable: true,
    description: 'What became of each report, in their order; null when the request as a whole was refused.',
  })
  results!: readonly RecordedActivity[] | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to withdrawActivity.' })
@Access({ to: ['SELF', 'ADMIN'], scopes: ['ACTIVITIES_WRITE'] })
export class WithdrawActivityPayload extends MutationPayload {
  @Field(() => Activity, { nullable: true, description: 'The withdrawn activity; null when there are errors.' })
  activity!: Activity | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to rejectActivity.' })
@Access({ to: ['ADMIN'] })
export class RejectActivityPayload extends MutationPayload {
  @Field(() => Activity, { nullable: true, description: 'The rejected activity; null when there are errors.' })
  activity!: Activity | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to correctActivity.' })
@Access(activityRecorders)
export class CorrectActivityPayload extends MutationPayload {
  @Field(() => Activity, { nullable: true, description: 'The activity as it counts now; null when there are errors.' })
  activity!: Activity | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to reverseLedgerEntry.' })
@Access({ to: ['ADMIN'] })
export class ReverseLedgerEntryPayload extends MutationPayload {
  @Field(() => LedgerEntry, { nullable: true, description: 'The entry that was taken back; null when there are errors.' })
  entry!: LedgerEntry | null;
}
