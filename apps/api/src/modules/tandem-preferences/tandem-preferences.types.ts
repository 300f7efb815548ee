import type { Channel } from '@fanfare/contracts';
import { Field, Int, ObjectType } from 'type-graphql';
import type { AccessRule } from '../../platform/auth/viewer.ts';
import { Access } from '../../platform/graphql/access.ts';
import { graphqlEnum } from '../../platform/graphql/enums.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateScalar, TimeZoneScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import type { ChosenSide, TandemSkill, TandemSlot } from './tandem-preferences.ts';
import { tandemSlots } from './tandem-preferences.ts';

/** What somebody says about tandems is for the matching; other people do not read it. */
export const ownPreferences = { to: ['SELF'] } as const satisfies AccessRule;

export const TandemSkillEnum = graphqlEnum<TandemSkill>({
  name: 'TandemSkill',
  description: 'What somebody is good at, or would like help with.',
  values: {
    WRITING: 'Writing.',
    STORYTELLING: 'Finding and telling stories.',
    PHOTO: 'Photos.',
    VIDEO: 'Videos.',
    DESIGN: 'Graphics and layout.',
    SPEAKING: 'Speaking to people.',
    NETWORKING: 'Finding and keeping contacts.',
    CHANNEL_KNOWLEDGE: 'Knowing how a channel works.',
    EXPERTISE: 'Knowing a field well.',
    CONFIDENCE: 'The courage to begin.',
  },
});

export const TandemSlotEnum = graphqlEnum<TandemSlot>({
  name: 'TandemSlot',
  description: 'A half-day of the week, in the person’s own time zone.',
  values: Object.fromEntries(
    tandemSlots.map((slot) => [
      slot,
      `${slot.replace('_', ' ').toLowerCase()}.`.replace(/^\w/, (first) => first.toUpperCase()),
    ]),
  ) as Record<TandemSlot, string>,
});

export const ChosenTandemSideEnum = graphqlEnum<ChosenSide>({
  name: 'ChosenTandemSide',
  description: 'The side of a tandem on which one would like to be.',
  values: { FREQUENT: 'Who posts, and accompanies somebody.', HESITANT: 'Who hesitates, and is accompanied.' },
});

@ObjectType({
  simpleResolvers: true,
  description: 'What somebody says about tandems. All of it is voluntary; the person only.',
})
@Access(ownPreferences)
export class TandemPreferences {
  @Field(() => Boolean, { description: 'Whether one would like to be matched at all. Tandems that were agreed on go on.' })
  isOpen!: boolean;

  @Field(() => ChosenTandemSideEnum, {
    nullable: true,
    description: 'The side on which one would like to be; null: the one that follows from the segment.',
  })
  side!: ChosenSide | null;

  @Field(() => [String], { description: 'Languages, as ISO 639-1 codes; none: the language of messages.' })
  languages!: readonly string[];

  @Field(() => [ChannelEnum], { description: 'Channels; none: those of the social profiles, else any.' })
  channels!: readonly Channel[];

  @Field(() => [String], { description: 'Topics, in lower case.' })
  topics!: readonly string[];

  @Field(() => [TandemSkillEnum], { description: 'What one is good at.' })
  strengths!: readonly TandemSkill[];

  @Field(() => [TandemSkillEnum], { description: 'What one would like help with.' })
  needs!: readonly TandemSkill[];

  @Field(() => [TandemSlotEnum], { description: 'When one has time; none: not said, which hinders nothing.' })
  availability!: readonly TandemSlot[];

  @Field(() => TimeZoneScalar, { nullable: true, description: 'The time zone; null: the programme’s.' })
  timeZone!: string | null;

  @Field(() => Int, { description: 'Experience with posting, 0 (just begun) to 5.' })
  experience!: number;

  @Field(() => Int, { description: 'How many one would accompany at a time, 0 to 5.' })
  capacity!: number;

  @Field(() => Boolean, { description: 'Whether a third person may join one’s tandem, when somebody would stay without.' })
  acceptsThird!: boolean;

  @Field(() => String, { nullable: true, description: 'What one hopes for from a tandem; the partner is shown it.' })
  objective!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day of a rest from tandems; null without one.' })
  snoozedUntil!: string | null;

  /** For access rules and field resolvers; not fields of the schema. */
  programmeId!: string;
  ambassadorId!: string;
  managerId!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateTandemPreferences.' })
@Access(ownPreferences)
export class UpdateTandemPreferencesPayload extends MutationPayload {
  @Field(() => TandemPreferences, { nullable: true, description: 'What stands now; null when there are errors.' })
  preferences?: TandemPreferences | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to declareWishes.' })
@Access(ownPreferences)
export class DeclareWishesPayload extends MutationPayload {
  @Field(() => TandemPreferences, { nullable: true, description: 'What stands now; null when there are errors.' })
  preferences?: TandemPreferences | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to snoozeTandems.' })
@Access(ownPreferences)
export class SnoozeTandemsPayload extends MutationPayload {
  @Field(() => TandemPreferences, { nullable: true, description: 'What stands now; null when there are errors.' })
  preferences?: TandemPreferences | null;
}
