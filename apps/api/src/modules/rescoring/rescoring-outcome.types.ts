import { Field, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { ruleAuditors } from '../rule-sets/index.ts';
import type { PreviewChangeKind } from './preview-changes.ts';

export const RescoringChangeKindEnum = graphqlEnum<PreviewChangeKind>({
  name: 'RescoringChangeKind',
  description: 'What makes a preview out of date.',
  values: {
    RULES: 'The versions of the rules that were in force have become others.',
    CALENDAR: 'The time zone, the grace or the seasons were changed.',
    FROZEN: 'Further days have closed.',
    RESCORED: 'Another rescoring was booked.',
    FACTS: 'Something about the time was recorded, corrected or taken back.',
  },
});

@ObjectType({
  simpleResolvers: true,
  description: 'Something that changed since a preview, so that it would no longer find the same. Admins and auditors.',
})
@Access(ruleAuditors)
export class RescoringChange {
  @Field(() => RescoringChangeKindEnum, { description: 'What kind of change, for programs.' })
  kind!: PreviewChangeKind;

  @Field(() => Int, { nullable: true, description: 'How many people were rescored or facts recorded; null for other kinds.' })
  count!: number | null;

  @Field(() => String, { description: 'The change in the language of the reader (Accept-Language).' })
  message!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a rescoring does to a group, in points of the entries that change. Admins and auditors.',
})
@Access(ruleAuditors)
export class RescoredGroup {
  @Field(() => Int, { description: 'People of whom an entry changes, if only the version that it names.' })
  members!: number;

  @Field(() => Int, { description: 'Points of these entries as they are booked.' })
  before!: number;

  @Field(() => Int, { description: 'Points that take their place.' })
  after!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'How many get more points; null where these, those who get fewer, or the rest are some, but too few.',
  })
  gainers!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many get fewer points; null as for those who get more.' })
  losers!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What a rescoring does to the points of one rule. Admins and auditors.' })
@Access(ruleAuditors)
export class RescoredRule {
  @Field(() => String, { description: 'The key of the rule, in either version.' })
  key!: string;

  @Field(() => RescoredGroup, { description: 'Those whose points by this rule are booked anew.' })
  group!: RescoredGroup;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What a preview found. Who hides or has left is rescored too, but in no count; where fewer than the minimum group size are concerned, or get other points, there are no figures. Admins and auditors.',
})
@Access(ruleAuditors)
export class RescoringOutcome {
  @Field(() => RescoredGroup, { nullable: true, description: 'Everybody together; null where these are too few.' })
  everybody!: RescoredGroup | null;

  @Field(() => [RescoredRule], { description: 'Rules that concern enough people, the one with the most people first.' })
  byRule!: readonly RescoredRule[];

  @Field(() => RescoredGroup, {
    nullable: true,
    description: 'All other rules together, with the people of the largest of them; null where there are none.',
  })
  otherRules!: RescoredGroup | null;

  @Field(() => Int, { nullable: true, description: 'Ledger entries that are written; null below the minimum group size.' })
  entries!: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'Ledger entries of the time asked for that stay because their periods have closed; null below the minimum group size.',
  })
  keptEntries!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'A version of the rules and when it came into force. Admins and auditors.' })
@Access(ruleAuditors)
export class RescoringRuleVersion {
  @Field(() => Int, { description: 'The number of the version.' })
  version!: number;

  @Field(() => DateTimeScalar, { description: 'When it came into force.' })
  effectiveFrom!: Date;
}

@ObjectType({ simpleResolvers: true, description: 'What a preview was computed at. Admins and auditors.' })
@Access(ruleAuditors)
export class RescoringBasis {
  @Field(() => Int, { description: 'The number of the last ledger entry that was looked at.' })
  ledgerNumber!: number;

  @Field(() => Int, { description: 'The number of the last fact that was looked at.' })
  factSequence!: number;

  @Field(() => DateTimeScalar, { description: 'When it was looked at.' })
  lookedAt!: Date;

  @Field(() => DateTimeScalar, {
    description: 'From when on the version really reaches: what happened before is closed, or was not asked for.',
  })
  reachesFrom!: Date;

  @Field(() => [RescoringRuleVersion], { description: 'All versions that had come into force, oldest first.' })
  ruleVersions!: readonly RescoringRuleVersion[];
}
