import type { Language } from '@fanfare/contracts';
import type { PresetKey } from '@fanfare/gamification';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';

/** Rules are open to everybody whom they concern. */
export const ruleReaders = {
  to: ['AMBASSADOR', 'COMMUNICATOR', 'ADMIN', 'AUDITOR'],
  scopes: ['POINTS_READ'],
} as const satisfies AccessRule;

export const ruleEditors = { to: ['ADMIN'] } as const satisfies AccessRule;

/** Where a version is in its life; the last three follow from the time from which it is in force. */
export type RuleSetStatus = 'DRAFT' | 'SCHEDULED' | 'IN_FORCE' | 'SUPERSEDED' | 'DISCARDED';

export const RuleSetStatusEnum = graphqlEnum<RuleSetStatus>({
  name: 'RuleSetStatus',
  description: 'Where a version of the rules is in its life.',
  values: {
    DRAFT: 'Being written; decides nothing.',
    SCHEDULED: 'Comes into force at a time that is set; can no longer be changed.',
    IN_FORCE: 'Decides about facts that happen now.',
    SUPERSEDED: 'A later version is in force; it still decides about facts that happened in its time.',
    DISCARDED: 'Given up before it came into force.',
  },
});

/** The presets of the engine as the schema spells them. */
export const presetNames = {
  BALANCED: 'balanced',
  ONBOARDING: 'onboarding',
  RECOGNITION_ONLY: 'recognitionOnly',
  SCHOOL: 'school',
} as const satisfies Readonly<Record<string, PresetKey>>;
export type PresetName = keyof typeof presetNames;

export const RuleSetPresetEnum = graphqlEnum<PresetName>({
  name: 'RuleSetPreset',
  description: 'Rule sets to start from.',
  values: {
    BALANCED: 'For most programmes: every voice counts, volume does not.',
    ONBOARDING: 'For the first weeks: first steps count most.',
    RECOGNITION_ONLY: 'Points as a memory of what to thank for, without any board.',
    SCHOOL: 'For a school project.',
  },
});

@ObjectType({ simpleResolvers: true, description: 'One version of the rules by which a programme grants points.' })
@Access(ruleReaders)
export class RuleSet {
  @Field(() => ID, { description: 'Identifies the version.' })
  id!: string;

  @Field(() => Int, { description: 'Counts the versions of a programme.' })
  version!: number;

  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => RuleSetStatusEnum, { description: 'Where it is in its life.' })
  status!: RuleSetStatus;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when on it decides about what happens; null for a draft.' })
  effectiveFrom!: Date | null;

  @Field(() => JsonScalar, { description: 'The rules as data, after the published JSON Schema.' })
  rules!: unknown;

  programmeId!: string;
  sentencesByLanguage!: Readonly<Record<Language, readonly string[]>>;
}

@InputType({ description: 'A new version of the rules: from a preset or from own rules, one of the two.' })
export class DraftRuleSetInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'A name for people, 1 to 200 characters.' })
  name!: string;

  @Field(() => RuleSetPresetEnum, { nullable: true, description: 'The preset to start from.' })
  preset?: PresetName | null;

  @Field(() => JsonScalar, { nullable: true, description: 'The rules as data, after the published JSON Schema.' })
  rules?: unknown;
}

@InputType({ description: 'When a draft comes into force.' })
export class ScheduleRuleSetInput {
  @Field(() => ID, { description: 'The draft.' })
  id!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'From when on it decides; at once unless told. A time in the past is accepted only while no fact has happened since then: rules never change the past by themselves.',
  })
  effectiveFrom?: Date | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to draftRuleSet.' })
@Access(ruleEditors)
export class DraftRuleSetPayload extends MutationPayload {
  @Field(() => RuleSet, { nullable: true, description: 'The draft; null when there are errors.' })
  ruleSet!: RuleSet | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to scheduleRuleSet.' })
@Access(ruleEditors)
export class ScheduleRuleSetPayload extends MutationPayload {
  @Field(() => RuleSet, { nullable: true, description: 'The scheduled version; null when there are errors.' })
  ruleSet!: RuleSet | null;
}
