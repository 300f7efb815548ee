import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import type {
  DeclineReason,
  OwnEndReason,
  TandemAnswer,
  TandemEndReason,
  TandemFactor,
  TandemSide,
  TandemState,
} from './tandem.ts';
import type { CheckInRow } from './tandems.repository.ts';

/** A tandem is for its members; admins and auditors see that it exists and what state it is in. */
export const tandemReaders = { to: ['SELF', 'ADMIN', 'AUDITOR'] } as const satisfies AccessRule;
const tandemOverseers = { to: ['ADMIN', 'AUDITOR'] } as const satisfies AccessRule;
const members = { to: ['SELF'] } as const satisfies AccessRule;

export const TandemStateEnum = graphqlEnum<TandemState>({
  name: 'TandemState',
  description: 'Where a tandem is in its life.',
  values: {
    PROPOSED: 'Its people are asked.',
    ACCEPTED: 'Everybody has said yes; it has not begun.',
    ACTIVE: 'It is running.',
    SUSPENDED: 'It rests while somebody pauses.',
    COMPLETED: 'It has reached its end.',
    ENDED: 'It was ended early.',
    DECLINED: 'Somebody said no.',
    EXPIRED: 'Not everybody answered in time.',
  },
});

export const TandemSideEnum = graphqlEnum<TandemSide>({
  name: 'TandemSide',
  description: 'What somebody is in a tandem.',
  values: { FREQUENT: 'Who accompanies.', HESITANT: 'Who is accompanied.', THIRD: 'Who joined the two.' },
});

export const TandemAnswerEnum = graphqlEnum<TandemAnswer>({
  name: 'TandemAnswer',
  description: 'The answer to a proposal.',
  values: { ACCEPTED: 'Yes.', DECLINED: 'No.' },
});

export const TandemDeclineReasonEnum = graphqlEnum<DeclineReason>({
  name: 'TandemDeclineReason',
  description: 'Why somebody says no. Only the next round knows it; nobody is told.',
  values: {
    NO_TIME: 'Not now: no proposals for 30 days.',
    NOT_A_FIT: 'It does not fit: somebody else next time.',
    KNOW_EACH_OTHER: 'We know each other already: somebody else next time.',
    NEVER_WITH_THIS_PERSON: 'Never with this person.',
    OTHER: 'Another reason, which stays one’s own.',
  },
});

export const TandemEndReasonEnum = graphqlEnum<TandemEndReason>({
  name: 'TandemEndReason',
  description: 'Why a tandem ended early.',
  values: {
    NOT_A_FIT: 'It does not fit.',
    NO_TIME: 'There is no time for it.',
    GOALS_CHANGED: 'Somebody wants something else now.',
    NO_LONGER_AVAILABLE: 'Somebody is no longer available; why is nobody’s business.',
    NEVER_BEGUN: 'It was agreed on and never begun.',
    MATCHED_ANEW: 'A later round found another tandem.',
  },
});

export const OwnTandemEndReasonEnum = graphqlEnum<OwnEndReason>({
  name: 'OwnTandemEndReason',
  description: 'Why one ends a tandem.',
  values: {
    NOT_A_FIT: 'It does not fit: somebody else next time.',
    NO_TIME: 'There is no time for it.',
    GOALS_CHANGED: 'One wants something else now.',
  },
});

export const CheckInMoodEnum = graphqlEnum<CheckInRow['mood']>({
  name: 'CheckInMood',
  description: 'How a tandem goes.',
  values: { GOING_WELL: 'Well.', NEEDS_TIME: 'It needs time.', STUCK: 'It is stuck.' },
});

export const TandemFactorEnum = graphqlEnum<TandemFactor>({
  name: 'TandemFactor',
  description: 'What makes two people fit.',
  values: {
    TOPICS: 'Shared topics.',
    CHANNELS: 'Shared channels.',
    STRENGTHS: 'Strengths of one that the other needs.',
    DEPARTMENT: 'Different departments.',
    TIME_ZONE: 'Nearness of time zones.',
    AVAILABILITY: 'Common times.',
    SENIORITY: 'Distance in experience.',
    WISHES: 'Personal wishes.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'One factor’s part in an affinity. The members, admins and auditors.' })
@Access(tandemReaders)
export class AffinityFactor {
  @Field(() => TandemFactorEnum, { description: 'The factor.' })
  factor!: TandemFactor;

  @Field(() => Int, { description: 'Its points; those of all factors sum up to the affinity.' })
  points!: number;

  @Field(() => Int, { description: 'The most points that it could give.' })
  maxPoints!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A person in a tandem. To the partner, what is needed: a name once everybody has accepted, until then that of who is named anyway and else a pseudonym.',
})
@Access(tandemReaders)
export class TandemMember {
  @Field(() => TandemSideEnum, { description: 'What the person is in the tandem.' })
  side!: TandemSide;

  @Field(() => Boolean, { description: 'Whether it is the reader.' })
  isViewer!: boolean;

  @Field(() => TandemAnswerEnum, {
    nullable: true,
    description:
      'The answer to the proposal. To everybody but the person null until all have accepted: who declined is told to nobody.',
  })
  answer!: TandemAnswer | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was answered; null where the answer is.' })
  answeredAt!: Date | null;

  /** For access rules and field resolvers; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string | null;
  memberId!: string;
  /** Whether the reader is told the name although the person is not named to everybody. */
  showsName!: boolean;
  /** Whether the reader is in the tandem. */
  isForMembers!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'How somebody said that their tandem goes. The members.' })
@Access(members)
export class CheckIn {
  @Field(() => ID, { description: 'The check-in.' })
  id!: string;

  @Field(() => CheckInMoodEnum, { description: 'How it goes.' })
  mood!: CheckInRow['mood'];

  @Field(() => String, { nullable: true, description: 'In words.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  madeAt!: Date;

  @Field(() => Boolean, { description: 'Whether the reader said it.' })
  isOwn!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'What one said about the fit of a tandem; shown to oneself only.' })
@Access(members)
export class TandemFeedback {
  @Field(() => Int, { description: 'How well it fits, 1 to 5.' })
  fit!: number;

  @Field(() => Boolean, { nullable: true, description: 'Whether one would do it again.' })
  wouldAgain!: boolean | null;

  @Field(() => String, { nullable: true, description: 'In words.' })
  comment!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  givenAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'How well a third fits. The members, admins and auditors.' })
@Access(tandemReaders)
export class TandemThirdFit {
  @Field(() => Int, { description: 'How well they were expected to fit who accompanies, 0 to 10000.' })
  affinity!: number;

  @Field(() => [AffinityFactor], { description: 'What makes up that affinity.' })
  factors!: readonly AffinityFactor[];
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Two people, or three, who tell a story together. The members; admins and auditors without what is between them.',
})
@Access(tandemReaders)
export class Tandem {
  @Field(() => ID, { description: 'The tandem.' })
  id!: string;

  @Field(() => TandemStateEnum, { description: 'Where it is in its life.' })
  state!: TandemState;

  @Field(() => [TandemMember], { description: 'Its people, who accompanies first.' })
  members!: readonly TandemMember[];

  @Field(() => Int, { description: 'How well it was expected to fit, 0 to 10000.' })
  affinity!: number;

  @Field(() => [AffinityFactor], { description: 'What makes up the affinity.' })
  factors!: readonly AffinityFactor[];

  @Field(() => TandemThirdFit, {
    nullable: true,
    description: 'How well the third fits who accompanies; null where there is no third. `affinity` is that of the two others.',
  })
  third!: TandemThirdFit | null;

  @Field(() => DateTimeScalar, { description: 'When it was proposed.' })
  proposedAt!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when to answer, and once accepted to begin; null when there is nothing to wait for.',
  })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When everybody had accepted.' })
  acceptedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it began.' })
  startedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was over.' })
  endedAt!: Date | null;

  @Field(() => TandemEndReasonEnum, { nullable: true, description: 'Why it ended early; null where it did not.' })
  endReason!: TandemEndReason | null;

  @Field(() => TandemDeclineReasonEnum, { nullable: true, description: 'Why the reader declined; nobody else is told.' })
  @Access(members)
  ownDeclineReason!: DeclineReason | null;

  @Field(() => TandemFeedback, { nullable: true, description: 'What the reader said about the fit.' })
  @Access(members)
  ownFeedback!: TandemFeedback | null;

  /** For access rules and other slices: the reader, where the reader is a member. Not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string | null;
  replacedIds!: readonly string[];
}

export const TandemConnection = connectionType(Tandem, { name: 'Tandem', access: tandemOverseers });
export { members as tandemMembersOnly, tandemOverseers };

/** The answers to what members do with their tandem. */
@ObjectType({ simpleResolvers: true, description: 'The answer to an act of a member.' })
@Access(members)
abstract class OwnTandemPayload extends MutationPayload {
  @Field(() => Tandem, { nullable: true, description: 'The tandem as it stands now; null when there are errors.' })
  tandem?: Tandem | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to acceptTandem.' })
@Access(members)
export class AcceptTandemPayload extends OwnTandemPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to declineTandem.' })
@Access(members)
export class DeclineTandemPayload extends OwnTandemPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to beginTandem.' })
@Access(members)
export class BeginTandemPayload extends OwnTandemPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to completeTandem.' })
@Access(members)
export class CompleteTandemPayload extends OwnTandemPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to endTandem.' })
@Access(members)
export class EndTandemPayload extends OwnTandemPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to checkInTandem.' })
@Access(members)
export class CheckInTandemPayload extends OwnTandemPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to giveTandemFeedback.' })
@Access(members)
export class GiveTandemFeedbackPayload extends OwnTandemPayload {}
