import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import { type PresetName, RuleSetPresetEnum } from './presets.types.ts';
import { leastLeadMinutes } from './rule-set-life.ts';

@InputType({ description: 'A new version of the rules: from a preset, from an earlier version, from own rules, or empty.' })
export class DraftRuleSetInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'A name for people, 1 to 200 characters.' })
  name!: string;

  @Field(() => RuleSetPresetEnum, { nullable: true, description: 'The preset to start from.' })
  preset?: PresetName | null;

  @Field(() => ID, { nullable: true, description: 'The earlier version to start from, of the same programme.' })
  from?: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The rules as data, after the published JSON Schema. A draft may hold mistakes: its `validation` tells them.',
  })
  rules?: unknown;
}

@InputType({ description: 'A draft as it shall read from now on.' })
export class UpdateRuleSetDraftInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that was read and is changed.' })
  revision!: number;

  @Field(() => String, { nullable: true, description: 'A new name, 1 to 200 characters; unchanged unless told.' })
  name?: string | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The whole rules as data; unchanged unless told.' })
  rules?: unknown;
}

@InputType({ description: 'Which draft is given up.' })
export class DiscardRuleSetDraftInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that was read: nobody discards what somebody else has just changed.' })
  revision!: number;
}

@InputType({ description: 'When a draft comes into force.' })
export class ScheduleRuleSetInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that was read: nobody puts into force what somebody else has just changed.' })
  revision!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `From when on it decides; at once unless told, else at least ${leastLeadMinutes} minutes from now. A time in the past is accepted only while no fact has happened since then, to bring history in: rules never change the past by themselves.`,
  })
  effectiveFrom?: Date | null;
}

@InputType({ description: 'Which scheduled version becomes a draft again.' })
export class UnscheduleRuleSetInput {
  @Field(() => ID, { description: 'The scheduled version, before it has come into force.' })
  id!: string;

  @Field(() => Int, { description: 'The revision that was read.' })
  revision!: number;
}
