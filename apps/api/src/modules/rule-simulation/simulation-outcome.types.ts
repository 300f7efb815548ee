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

  @Field(() => Int, {
    nullable: true,
    description: 'Half of the people have at most so many; null below the minimum group size.',
  })
  median!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Gini’s coefficient: 0 when everybody has the same, towards 1 when one has everything; null below the minimum group size.',
  })
  gini!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of the 1 % with the most points, from 0 to 1; null below the minimum group size.',
  })
  shareOfTop1Percent!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The share of the 10 % with the most points, from 0 to 1; null below the minimum group size.',
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

@ObjectType({ simpleResolvers: true, description: 'What one rule granted on both sides. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedRule {
  @Field(() => String, { description: 'The key of the rule, in either version.' })
  key!: string;

  @Field(() => Int, { description: 'Points under the rules it is compared with.' })
  before!: number;

  @Field(() => Int, { description: 'Points under the rules that are tried.' })
  after!: number;
}

@ObjectType({ simpleResolvers: true, description: 'What the rules do to a group. Admins and auditors.' })
@Access(ruleAuditors)
export class SimulatedGroup {
  @Field(() => Int, { description: 'People who did something in the window.' })
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
    'What came out of a simulation. Who hides or has left is in no count; groups below the minimum size are shown together. Admins and auditors.',
})
@Access(ruleAuditors)
export class SimulationOutcome {
  @Field(() => Int, { description: 'Activities and readings in the window.' })
  facts!: number;

  @Field(() => SimulatedGroup, {
    nullable: true,
    description: 'Everybody who did something in it; null below the minimum group size.',
  })
  everybody!: SimulatedGroup | null;

  @Field(() => SimulatedSide, { description: 'Under the rules it is compared with.' })
  before!: SimulatedSide;

  @Field(() => SimulatedSide, { description: 'Under the rules that are tried.' })
  after!: SimulatedSide;

  @Field(() => [SimulatedBin], { description: 'How many people have how many points; empty below the minimum group size.' })
  histogram!: readonly SimulatedBin[];

  @Field(() => [SimulatedRule], { description: 'Which rule granted how much, by key.' })
  byRule!: readonly SimulatedRule[];

  @Field(() => [SimulatedDepartment], { description: 'Departments that are large enough, largest first.' })
  byDepartment!: readonly SimulatedDepartment[];

  @Field(() => SimulatedGroup, { nullable: true, description: 'All other departments together; null where there are none.' })
  otherDepartments!: SimulatedGroup | null;

  @Field(() => [SimulatedSegment], { description: 'Segments that are large enough, largest first.' })
  bySegment!: readonly SimulatedSegment[];

  @Field(() => SimulatedGroup, { nullable: true, description: 'All other segments together; null where there are none.' })
  otherSegments!: SimulatedGroup | null;
}
