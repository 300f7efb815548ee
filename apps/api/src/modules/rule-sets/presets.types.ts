import type { PresetKey } from '@fanfare/gamification';
import { Field, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { JsonScalar } from '../../platform/graphql/scalars.ts';

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

@ObjectType({ simpleResolvers: true, description: 'A rule set to start from. Every person who signed in.' })
@Access({ to: ['SIGNED_IN'] })
export class RuleSetPresetDescription {
  @Field(() => RuleSetPresetEnum, { description: 'Its key, for draftRuleSet.' })
  preset!: PresetName;

  @Field(() => JsonScalar, { description: 'Its rules as data.' })
  rules!: unknown;
}
