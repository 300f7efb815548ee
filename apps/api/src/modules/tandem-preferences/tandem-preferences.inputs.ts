import type { Channel } from '@fanfare/contracts';
import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { DateScalar, TimeZoneScalar } from '../../platform/graphql/scalars.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import type { ChosenSide, TandemSkill, TandemSlot } from './tandem-preferences.ts';
import { ChosenTandemSideEnum, TandemSkillEnum, TandemSlotEnum } from './tandem-preferences.types.ts';

@InputType({ description: 'What one says about tandems; what is left out stays, null takes back.' })
export class UpdateTandemPreferencesInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether one would like to be matched at all. Tandems that were agreed on go on, reminders included; `snoozeTandems` silences both.',
  })
  isOpen?: boolean | null;

  @Field(() => ChosenTandemSideEnum, { nullable: true, description: 'The side; null: as the segment says.' })
  side?: ChosenSide | null;

  @Field(() => [String], { nullable: true, description: 'Languages as ISO 639-1 codes, such as "de"; at most 10.' })
  languages?: string[] | null;

  @Field(() => [ChannelEnum], { nullable: true, description: 'Channels.' })
  channels?: Channel[] | null;

  @Field(() => [String], { nullable: true, description: 'Topics, at most 20 of at most 60 characters.' })
  topics?: string[] | null;

  @Field(() => [TandemSkillEnum], { nullable: true, description: 'What one is good at.' })
  strengths?: TandemSkill[] | null;

  @Field(() => [TandemSkillEnum], { nullable: true, description: 'What one would like help with.' })
  needs?: TandemSkill[] | null;

  @Field(() => [TandemSlotEnum], { nullable: true, description: 'When one has time.' })
  availability?: TandemSlot[] | null;

  @Field(() => TimeZoneScalar, { nullable: true, description: 'The time zone.' })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: 'Experience with posting, 0 to 5.' })
  experience?: number | null;

  @Field(() => Int, { nullable: true, description: 'How many one would accompany at a time, 0 to 5.' })
  capacity?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether a third person may join.' })
  acceptsThird?: boolean | null;

  @Field(() => String, { nullable: true, description: 'What one hopes for, 1 to 500 characters; the partner is shown it.' })
  objective?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'One’s manager, where they are an ambassador too: one is never matched with them. Shown to nobody else.',
  })
  manager?: string | null;
}

export const updateTandemPreferencesSchema = z.object({
  languages: z
    .array(
      z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z]{2}$/),
    )
    .max(10)
    .nullish(),
  topics: z.array(z.string().trim().toLowerCase().min(1).max(60)).max(20).nullish(),
  channels: z.array(z.string()).max(20).nullish(),
  strengths: z.array(z.string()).max(20).nullish(),
  needs: z.array(z.string()).max(20).nullish(),
  availability: z.array(z.string()).max(21).nullish(),
  experience: z.int().min(0).max(5).nullish(),
  capacity: z.int().min(0).max(5).nullish(),
  objective: z.string().trim().min(1).max(500).nullish(),
});

@InputType({ description: 'With whom one would like a tandem, and with whom not. Both lists take the place of those before.' })
export class DeclareWishesInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => [ID], { nullable: true, description: 'With whom one would like a tandem, at most 20; left out, they stay.' })
  wishes?: string[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'With whom one never wants a tandem, at most 100; left out, they stay. Nobody else learns of it.',
  })
  blocks?: string[] | null;
}

export const declareWishesSchema = z.object({
  wishes: z.array(z.string()).max(20).nullish(),
  blocks: z.array(z.string()).max(100).nullish(),
});

@InputType({ description: 'Resting from tandems.' })
export class SnoozeTandemsInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day of the rest; null ends it. Open proposals are taken back, running tandems go on.',
  })
  until?: string | null;
}
