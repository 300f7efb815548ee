import { Field, ID, InputType, Int } from 'type-graphql';
import type { TandemGroupRule, TandemObjective } from './run-settings.ts';
import { TandemGroupRuleEnum, TandemObjectiveEnum } from './tandem-runs.enums.ts';

const clientMutationId = 'Chosen by the client: a repetition with the same id and input gives the first answer again.';

@InputType({ description: 'How much each factor weighs, 0 to 1000; what is left out stays as it is.' })
export class TandemWeightsInput {
  @Field(() => Int, { nullable: true, description: 'Shared topics.' })
  topics?: number | null;

  @Field(() => Int, { nullable: true, description: 'Shared channels.' })
  channels?: number | null;

  @Field(() => Int, { nullable: true, description: 'Strengths of one that the other needs.' })
  strengths?: number | null;

  @Field(() => Int, { nullable: true, description: 'Different departments.' })
  department?: number | null;

  @Field(() => Int, { nullable: true, description: 'Nearness of time zones.' })
  timeZone?: number | null;

  @Field(() => Int, { nullable: true, description: 'Common times.' })
  availability?: number | null;

  @Field(() => Int, { nullable: true, description: 'Distance in experience.' })
  seniority?: number | null;

  @Field(() => Int, { nullable: true, description: 'Personal wishes.' })
  wishes?: number | null;
}

@InputType({ description: 'What a run is told; what is left out stays as it is, at first the defaults.' })
export class TandemRunSettingsInput {
  @Field(() => TandemObjectiveEnum, { nullable: true, description: 'What comes first; MOST_PEOPLE at first.' })
  objective?: TandemObjective | null;

  @Field(() => TandemGroupRuleEnum, { nullable: true, description: 'Whom departments keep apart or together; ANY at first.' })
  groupRule?: TandemGroupRule | null;

  @Field(() => Int, { nullable: true, description: 'The least affinity of a proposal, 0 to 10000; 2000 at first.' })
  floor?: number | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Steps at which the worst affinity is raised, ascending, 1 to 20 of them.',
  })
  grades?: number[] | null;

  @Field(() => Int, { nullable: true, description: 'Points for a tandem that goes on, 0 to 10000; 200 at first.' })
  runningBonus?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether running tandems may make way for better ones; not at first.' })
  rematchRunning?: boolean | null;

  @Field(() => Int, { nullable: true, description: 'How many days people have to answer, 1 to 60; 14 at first.' })
  answerWithinDays?: number | null;

  @Field(() => TandemWeightsInput, { nullable: true, description: 'How much each factor weighs.' })
  weights?: TandemWeightsInput | null;
}

@InputType({ description: 'A pair that a person fixes.' })
export class TandemLockInput {
  @Field(() => ID, { description: 'Who is accompanied.' })
  hesitant!: string;

  @Field(() => ID, { description: 'Who accompanies.' })
  frequent!: string;
}

@InputType({ description: 'A new run, not started yet.' })
export class DraftTandemRunInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'Its name for people, 1 to 200 characters.' })
  name!: string;

  @Field(() => TandemRunSettingsInput, { nullable: true, description: 'What it is told.' })
  settings?: TandemRunSettingsInput | null;

  @Field(() => [TandemLockInput], { nullable: true, description: 'Pairs that are fixed; unless told those of `basedOn`.' })
  locks?: TandemLockInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'A run that was computed: the new one looks at the same people as they were then and begins with its settings, so that the two can be compared.',
  })
  basedOn?: string | null;
}

@InputType({ description: 'Changing a draft; what is left out stays.' })
export class UpdateTandemRunInput {
  @Field(() => ID, { description: 'The run.' })
  run!: string;

  @Field(() => String, { nullable: true, description: 'Its name for people, 1 to 200 characters.' })
  name?: string | null;

  @Field(() => TandemRunSettingsInput, { nullable: true, description: 'What it is told.' })
  settings?: TandemRunSettingsInput | null;

  @Field(() => [TandemLockInput], { nullable: true, description: 'Pairs that are fixed, in the place of those before.' })
  locks?: TandemLockInput[] | null;
}

@InputType({ description: 'Starting a run.' })
export class StartTandemRunInput {
  @Field(() => ID, { description: 'The run.' })
  run!: string;
}

@InputType({ description: 'Stopping a run.' })
export class CancelTandemRunInput {
  @Field(() => ID, { description: 'The run.' })
  run!: string;
}

@InputType({ description: 'Putting a run aside.' })
export class DiscardTandemRunInput {
  @Field(() => ID, { description: 'The run.' })
  run!: string;
}

@InputType({ description: 'Fixing a pair, whether it is proposed or not.' })
export class LockTandemProposalInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The run.' })
  run!: string;

  @Field(() => ID, { description: 'Who is accompanied.' })
  hesitant!: string;

  @Field(() => ID, { description: 'Who accompanies.' })
  frequent!: string;
}

@InputType({ description: 'Letting a fixed pair go.' })
export class UnlockTandemProposalInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The run.' })
  run!: string;

  @Field(() => ID, { description: 'Who is accompanied.' })
  hesitant!: string;
}

@InputType({ description: 'Exchanging who accompanies, between two proposals of one run.' })
export class SwapTandemProposalsInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'One proposal.' })
  first!: string;

  @Field(() => ID, { description: 'The other proposal.' })
  second!: string;
}

@InputType({ description: 'Asking the people.' })
export class ReleaseTandemRunInput {
  @Field(() => ID, { description: 'The run.' })
  run!: string;
}
