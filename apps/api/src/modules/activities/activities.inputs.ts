import {
  type ActivityKind,
  type Channel,
  type EvidenceTier,
  maximumActivitiesPerRequest,
  maximumColleaguesPerReading,
} from '@fanfare/contracts';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import { ActivityKindEnum, EvidenceTierEnum } from './activities.types.ts';

const clientMutationId = 'Chosen by the client: a repetition with the same id and input gives the first answer again.';
const reason = 'Why, 1 to 500 characters; stands in the ledger for good.';

@InputType({ description: 'The likes that a colleague left on a post, over all of their profiles.' })
export class ColleagueLikesInput {
  @Field(() => String, {
    description:
      'The id or the external reference of an ambassador. Of somebody who took no part when the post was read nothing is kept: theirs are likes like others.',
  })
  colleague!: string;

  @Field(() => Int, { defaultValue: 1, description: 'How many, 1 to 1,000.' })
  likes!: number;
}

@InputType({ description: 'The likes, comments, reposts and clicks of a post as read at one time: totals, never differences.' })
export class EngagementInput {
  @Field(() => DateTimeScalar, { description: 'When they were read; not before the activity.' })
  readAt!: Date;

  @Field(() => Int, { defaultValue: 0, description: 'Likes in total.' })
  likes!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Comments in total.' })
  comments!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Reposts in total.' })
  reposts!: number;

  @Field(() => Int, { defaultValue: 0, description: 'Clicks in total.' })
  clicks!: number;

  @Field(() => [ColleagueLikesInput], {
    defaultValue: [],
    description: `Those of \`likes\` that colleagues in the programme are known to have left, at most ${maximumColleaguesPerReading}: each counts once for a post, one’s own never. Only connectors say so, not people of themselves.`,
  })
  colleagueLikes!: ColleagueLikesInput[];
}

@InputType({ description: 'An activity as it is reported.' })
export class ActivityInput {
  @Field(() => String, {
    description: 'Its id at the source, 1 to 200 characters. The same id again counts once; with other content it is refused.',
  })
  externalId!: string;

  @Field(() => ActivityKindEnum, { description: 'What was done.' })
  kind!: ActivityKind;

  @Field(() => ChannelEnum, { description: 'Where.' })
  channel!: Channel;

  @Field(() => DateTimeScalar, { description: 'When it happened: while the person took part, at most a day ahead.' })
  occurredAt!: Date;

  @Field(() => EvidenceTierEnum, {
    defaultValue: 'SELF_REPORTED',
    description: 'How sure it is. What people report themselves is always SELF_REPORTED.',
  })
  evidence!: EvidenceTier;

  @Field(() => String, { nullable: true, description: 'The key of the campaign.' })
  campaign?: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Hashtags, with or without #, at most 50.' })
  hashtags!: string[];

  @Field(() => String, { nullable: true, description: 'Its address, http or https, at most 2,000 characters.' })
  url?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is marked as said for the employer.' })
  disclosed?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'The length of its text in characters; never the text itself.' })
  textLength?: number | null;

  @Field(() => String, { nullable: true, description: 'The id of the item that it passes on or answers.' })
  amplifies?: string | null;

  @Field(() => String, { nullable: true, description: 'A digest of its normalised text, equal for equal content.' })
  contentKey?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many units it stands for, such as the hours of a training.' })
  quantity?: number | null;

  @Field(() => EngagementInput, { nullable: true, description: 'A reading of its engagement.' })
  engagement?: EngagementInput | null;
}

@InputType({
  description: 'An activity of a known or referenced ambassador; exactly one of ambassador and ambassadorReference.',
})
export class ReportedActivityInput extends ActivityInput {
  @Field(() => ID, { nullable: true, description: 'The id of the ambassador.' })
  ambassador?: string | null;

  @Field(() => String, { nullable: true, description: 'The external reference of the ambassador.' })
  ambassadorReference?: string | null;
}

@InputType({ description: 'An activity of one’s own.' })
export class RecordActivityInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => ActivityInput, { description: 'What was done.' })
  activity!: ActivityInput;

  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;
}

@InputType({ description: 'Activities of others, from one source.' })
export class RecordActivitiesInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, {
    description: 'Names the connector or system, 1 to 100 characters; one half of the identity of a fact.',
  })
  source!: string;

  @Field(() => [ReportedActivityInput], { description: `The activities, 1 to ${maximumActivitiesPerRequest}.` })
  activities!: ReportedActivityInput[];

  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;
}

@InputType({ description: 'A reading of an activity that is known.' })
export class EngagementOfActivityInput extends EngagementInput {
  @Field(() => String, { description: 'The id of the activity at the source.' })
  externalId!: string;
}

@InputType({ description: 'Engagement readings of known activities, from the source that reported them.' })
export class RecordEngagementInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'The source under which the activities are known.' })
  source!: string;

  @Field(() => [EngagementOfActivityInput], { description: `The readings, 1 to ${maximumActivitiesPerRequest}.` })
  readings!: EngagementOfActivityInput[];

  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;
}

@InputType({ description: 'Which activity is taken back, and why.' })
export class WithdrawActivityInput {
  @Field(() => ID, { description: 'The activity.' })
  activity!: string;

  @Field(() => String, { description: reason })
  reason!: string;

  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;
}

@InputType({ description: 'Which activity is not recognised, and why.' })
export class RejectActivityInput extends WithdrawActivityInput {}

@InputType({ description: 'An activity as it should have been told.' })
export class CorrectActivityInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'The source under which the activity is known.' })
  source!: string;

  @Field(() => ActivityInput, {
    description:
      'The whole activity as it should have been told, under the external id by which it is known; without engagement.',
  })
  activity!: ActivityInput;

  @Field(() => String, { description: reason })
  reason!: string;

  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;
}

@InputType({ description: 'Which entry is taken back, and why.' })
export class ReverseLedgerEntryInput {
  @Field(() => ID, { description: 'The entry.' })
  entry!: string;

  @Field(() => String, { description: reason })
  reason!: string;

  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;
}
