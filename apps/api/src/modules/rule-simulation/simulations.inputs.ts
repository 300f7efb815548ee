import { Field, ID, InputType, Int } from 'type-graphql';
import { mostWeeks } from './simulation-status.ts';

@InputType({ description: 'What would this version have granted?' })
export class StartRuleSimulationInput {
  @Field(() => ID, { description: 'The version that is tried, as a rule a draft.' })
  ruleSet!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The revision that was read; when given and no longer the present one, nothing is started.',
  })
  revision?: number | null;

  @Field(() => Int, { description: `Over the last so many weeks of days, today included, 1 to ${mostWeeks}.` })
  weeks!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The version to compare with; unless told, what was in force at each time.',
  })
  against?: string | null;
}

@InputType({ description: 'Which simulation is stopped.' })
export class CancelRuleSimulationInput {
  @Field(() => ID, { description: 'The simulation.' })
  id!: string;
}
