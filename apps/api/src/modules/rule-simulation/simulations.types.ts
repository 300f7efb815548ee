import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { ruleAuditors, ruleEditors } from '../rule-sets/index.ts';
import { SimulationOutcome } from './simulation-outcome.types.ts';
import type { SimulationStatus } from './simulation-status.ts';

export const RuleSimulationStatusEnum = graphqlEnum<SimulationStatus>({
  name: 'RuleSimulationStatus',
  description: 'Where a simulation is.',
  values: {
    RUNNING: 'It is being computed.',
    COMPLETED: 'The result is there.',
    CANCELLED: 'Somebody stopped it.',
    INTERRUPTED: 'The server stopped; start it again.',
    FAILED: 'Something went wrong on our side.',
  },
});

export type SimulatedAmbassadorOrder = 'GAINS' | 'LOSSES';

export const SimulatedAmbassadorOrderEnum = graphqlEnum<SimulatedAmbassadorOrder>({
  name: 'SimulatedAmbassadorOrder',
  description: 'In which order people stand in the result of a simulation.',
  values: { GAINS: 'Who gains most first.', LOSSES: 'Who loses most first.' },
});

@ObjectType({ simpleResolvers: true, description: 'What a version of the rules would have granted. Admins and auditors.' })
@Access(ruleAuditors)
export class RuleSimulation {
  @Field(() => ID, { description: 'Identifies the simulation.' })
  id!: string;

  @Field(() => RuleSimulationStatusEnum, { description: 'Where it is.' })
  status!: SimulationStatus;

  @Field(() => Int, { description: 'The revision of the draft as it was tried.' })
  ruleSetRevision!: number;

  @Field(() => DateTimeScalar, { description: 'Points that count from then on are compared.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'Points that count before then are compared.' })
  to!: Date;

  @Field(() => Float, { description: 'How far it has come, from 0 to 1.' })
  progress!: number;

  @Field(() => Int, { description: 'How many facts have been played so far, those before the window included. Admins.' })
  @Access(ruleEditors)
  factsDone!: number;

  @Field(() => DateTimeScalar, { description: 'When it was started.' })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended.' })
  finishedAt!: Date | null;

  @Field(() => SimulationOutcome, { nullable: true, description: 'What came out; null until it is completed.' })
  outcome!: SimulationOutcome | null;

  programmeId!: string;
  ruleSetId!: string;
  againstId!: string | null;
}

export const RuleSimulationConnection = connectionType(RuleSimulation, { name: 'RuleSimulation', access: ruleAuditors });

@ObjectType({
  simpleResolvers: true,
  description: 'What a version of the rules would have granted to one person. Admins, who see everybody’s points anyway.',
})
@Access(ruleEditors)
export class SimulatedAmbassador {
  @Field(() => Int, { description: 'Activities and readings in the window.' })
  facts!: number;

  @Field(() => Int, { description: 'Points under the rules it is compared with.' })
  before!: number;

  @Field(() => Int, { description: 'Points under the rules that are tried.' })
  after!: number;

  @Field(() => Int, { description: 'What the person gains; below 0 what they lose.' })
  difference!: number;

  programmeId!: string;
  simulatedAmbassadorId!: string;
}

export const SimulatedAmbassadorConnection = connectionType(SimulatedAmbassador, {
  name: 'SimulatedAmbassador',
  access: ruleEditors,
});

@ObjectType({ simpleResolvers: true, description: 'The answer to startRuleSimulation.' })
@Access(ruleEditors)
export class StartRuleSimulationPayload extends MutationPayload {
  @Field(() => RuleSimulation, { nullable: true, description: 'The running simulation; null when there are errors.' })
  simulation!: RuleSimulation | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to cancelRuleSimulation.' })
@Access(ruleEditors)
export class CancelRuleSimulationPayload extends MutationPayload {
  @Field(() => RuleSimulation, { nullable: true, description: 'The stopped simulation; null when there are errors.' })
  simulation!: RuleSimulation | null;
}
