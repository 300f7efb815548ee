import type { ChallengeVerdict } from '@fanfare/gamification';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { UserError } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { challengeEntrants, challengeMakers, challengeReaders } from '../challenges/index.ts';

export const ChallengeVerdictEnum = graphqlEnum<ChallengeVerdict>({
  name: 'ChallengeVerdict',
  description: 'What became of an activity in a challenge.',
  values: {
    COUNTED: 'It counts.',
    COUNTED_IN_GRACE: 'It was told after the window but within the grace period, and counts.',
    TOO_LATE: 'It was told after the grace period and does not count.',
    SAME_CONTENT: 'The same content has counted already.',
    QUOTA: 'As much as the challenge provides for per person and week has counted already.',
    NOT_QUIET: 'The challenge is for those who did nothing for a while.',
    NOTHING_YET: 'There is nothing yet that the challenge counts.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'A mark on the way to a goal, the last one being the target.' })
@Access(challengeReaders)
export class ChallengeMark {
  @Field(() => Float, { description: 'Its value, by the measure of the goal.' })
  value!: number;

  @Field(() => Boolean, { description: 'Whether it is the target.' })
  isTarget!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was reached; null while it is not.' })
  reachedAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'How far a tandem, a department, a person or everybody has come.' })
@Access(challengeReaders)
export class ChallengeProgress {
  @Field(() => Float, {
    description: 'By the measure of the goal; for departments per active member in hundredths, for their people a percentage.',
  })
  value!: number;

  @Field(() => Boolean, { description: 'Whether the target is reached.' })
  isReached!: boolean;

  @Field(() => Int, { nullable: true, description: 'How many people contributed; null below the minimum group size.' })
  people!: number | null;

  @Field(() => [ChallengeMark], { description: 'The milestones, ascending, and the target.' })
  marks!: readonly ChallengeMark[];
}

@ObjectType({ simpleResolvers: true, description: 'How far all who share a goal have come, each for themselves.' })
@Access(challengeReaders)
export class ChallengeSummary {
  @Field(() => Int, { description: 'How many people, tandems or departments have begun.' })
  begun!: number;

  @Field(() => Int, { description: 'How many of them have reached the target.' })
  reached!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A department in a challenge of departments.' })
@Access(challengeReaders)
export class DepartmentInChallenge {
  @Field(() => Int, { description: 'Its place, 1 for the first.' })
  place!: number;

  @Field(() => ID, { description: 'The department.' })
  departmentId!: string;

  @Field(() => String, { description: 'The name of the department.' })
  name!: string;

  @Field(() => ChallengeProgress, { description: 'How far it has come.' })
  progress!: ChallengeProgress;
}

@ObjectType({ simpleResolvers: true, description: 'What became of one of the reader’s activities. The reader alone.' })
@Access(challengeEntrants)
export class OwnContribution {
  @Field(() => ID, { description: 'The activity.' })
  activityId!: string;

  @Field(() => DateTimeScalar, { description: 'When it happened.' })
  occurredAt!: Date;

  @Field(() => ChallengeVerdictEnum, { description: 'What became of it.' })
  verdict!: ChallengeVerdict;

  @Field(() => String, { description: 'The same in a sentence, in the language of the reader.' })
  sentence!: string;

  @Field(() => Float, { description: 'What it is worth by the measure of the goal; 0 for what does not count.' })
  value!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What a challenge would have meant in the past. Admins.' })
@Access(challengeMakers)
export class ChallengeRehearsal {
  @Field(() => DateTimeScalar, { description: 'When the window would have opened.' })
  opensAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it would have closed.' })
  closesAt!: Date;

  @Field(() => Int, { nullable: true, description: 'How many would have contributed; null below the minimum group size.' })
  people!: number | null;

  @Field(() => Int, { description: 'How many people, tandems or departments would have begun.' })
  begun!: number;

  @Field(() => Int, { description: 'How many of them would have reached the target.' })
  reached!: number;

  @Field(() => Float, { nullable: true, description: 'For a goal of everybody together: how far they would have come.' })
  value!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Who could take part in a challenge, and what its goal would have meant before. Admins.',
})
@Access(challengeMakers)
export class ChallengePreview {
  @Field(() => [UserError], { description: 'What is wrong with it; empty where it could be saved.' })
  errors!: readonly UserError[];

  @Field(() => Int, { description: 'How many take part in the programme and would be in it, or could be invited.' })
  eligible!: number;

  @Field(() => [String], {
    description: 'Goal and rules in whole sentences, in the language of the reader; none where something is wrong.',
  })
  sentences!: readonly string[];

  /** Reads everybody's history, and only where it is asked for. */
  rehearse!: () => Promise<readonly ChallengeRehearsal[]>;
}
