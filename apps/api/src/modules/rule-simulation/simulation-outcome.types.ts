import type { Segment } from '@fanfare/contracts';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { SegmentEnum } from '../../platform/graphql/vocabulary.types.ts';
import { ruleAuditors } from '../rule-sets/index.ts';

@ObjectType({ simpleResolvers: true, description: 'How points are spread under one set of rules. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedSide {
  @Field(() => Int, { description: 'All points.' })
  granted!: number;

  @Field(() => Int, { description: 'Half of the people have at most so many.' })
  median!: number;

  @Field(() => Float, {
    description: 'Gini’s coefficient: 0 when everybody has the same, towards 1 when one has everything.',
  })
  gini!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of the 1 % with the most points, from 0 to 1; null where these are fewer than the minimum group size.',
  })
  shareOfTop1Percent!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The share of the 10 % with the most points, from 0 to 1; null where these are fewer than the minimum group size.',
  })
  shareOfTop10Percent!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'How many people have so many points. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedBin {
  @Field(() => Int, { description: 'The fewest points of the bin.' })
  from!: number;

  @Field(() => Int, { description: 'The first number of points above the bin.' })
  to!: number;

  @Field(() => Int, { description: 'People under the rules it is compared with.' })
  before!: number;

  @Field(() => Int, { description: 'People under the rules that are tried.' })
  after!: number;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What one rule, or several together, granted on both sides. Admins and auditors.',
})
@Access(ruleAuditors)
export class SimulatedRule {
  @Field(() => String, {
    nullable: true,
    description: 'The key of the rule, in either version; null for several rules together.',
  })
  key!: string | null;

  @Field(() => Int, { description: 'Points under the rules it is compared with.' })
  before!: number;

  @Field(() => Int, { description: 'Points under the rules that are tried.' })
  after!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the rules do to a group. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedGroup {
  @Field(() => Int, { description: 'Everybody who belongs to it, whether they did something in the window or not.' })
  members!: number;

  @Field(() => Int, { description: 'Points under the rules it is compared with.' })
  before!: number;

  @Field(() => Int, { description: 'Points under the rules that are tried.' })
  after!: number;

  @Field(() => Int, { description: 'How many have more points.' })
  gainers!: number;

  @Field(() => Int, { description: 'How many have fewer points.' })
  losers!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the rules do to a department. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedDepartment {
  @Field(() => SimulatedGroup, { description: 'The people of the department.' })
  group!: SimulatedGroup;

  /** Null: people without a department. */
  shownDepartmentId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What the rules do to a segment. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedSegment {
  @Field(() => SegmentEnum, { description: 'The segment, by how people posted until the end of the window.' })
  segment!: Segment;

  @Field(() => SimulatedGroup, { description: 'The people of the segment.' })
  group!: SimulatedGroup;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What came out of a simulation. Who hides or has left is in no count. Nothing tells of fewer people than the minimum group size, nor of fewer who did something in the window: such groups and rules are shown together, or not at all. Admins and auditors.',
})
@Access(ruleAuditors)
export class SimulationOutcome {
  @Field(() => Int, {
    nullable: true,
    description: 'Activities and readings in the window; null below the minimum group size.',
  })
  facts!: number | null;

  @Field(() => SimulatedGroup, {
    nullable: true,
    description: 'Everybody who takes part; null below the minimum group size.',
  })
  everybody!: SimulatedGroup | null;

  @Field(() => SimulatedSide, {
    nullable: true,
    description: 'Under the rules it is compared with; null below the minimum group size.',
  })
  before!: SimulatedSide | null;

  @Field(() => SimulatedSide, {
    nullable: true,
    description: 'Under the rules that are tried; null below the minimum group size.',
  })
  after!: SimulatedSide | null;

  @Field(() => [SimulatedBin], {
    description:
      'How many people have how many points. Bins in which there would be fewer than the minimum group size are joined, so that some are wider; empty below it.',
  })
  histogram!: readonly SimulatedBin[];

  @Field(() => [SimulatedRule], {
    description:
      'Which rule granted how much, by key; rules that paid fewer people than the minimum group size are not among them.',
  })
  byRule!: readonly SimulatedRule[];

  @Field(() => SimulatedRule, {
    nullable: true,
    description: 'All other rules together; null where there are none, or too few people for anything.',
  })
  otherRules!: SimulatedRule | null;

  @Field(() => [SimulatedDepartment], { description: 'Departments that are large enough, largest first.' })
  byDepartment!: readonly SimulatedDepartment[];

  @Field(() => SimulatedGroup, { nullable: true, description: 'All other departments together; null where there are none.' })
  otherDepartments!: SimulatedGroup | null;

  @Field(() => [SimulatedSegment], { description: 'Segments that are large enough, largest first.' })
  bySegment!: readonly SimulatedSegment[];

  @Field(() => SimulatedGroup, { nullable: true, description: 'All other segments together; null where there are none.' })
  otherSegments!: SimulatedGroup | null;
}
