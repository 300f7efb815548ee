import { type Language, languages, type Visibility, visibilities } from '@fanfare/contracts';
import { Field, ID, InputType } from 'type-graphql';
import { z } from 'zod';
import { DateScalar, DateTimeScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { VisibilityEnum } from '../programmes/index.ts';
import type { ConsentKind } from './participation.ts';
import { ConsentKindEnum } from './participation.types.ts';

/** A name as people write it: one line, no characters that cannot be seen, single spaces. */
const displayName = z
  .string()
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
  .transform((name) => name.normalize('NFC').replace(/\s+/gu, ' ').trim())
  .pipe(z.string().min(1).max(200));

@InputType({ description: 'Joining a programme, by one’s own will.' })
export class JoinProgrammeInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { nullable: true, description: 'The programme’s invitation code, where joining takes one.' })
  invitationCode?: string | null;

  @Field(() => String, { description: 'The name as the person wants to be called, 1 to 200 characters.' })
  displayName!: string;

  @Field(() => String, {
    description:
      'The version of the consent text that the person read and agrees to (`privacy.consentVersion` of the programme). With the visibility NAMED it covers showing the name.',
  })
  consentVersion!: string;

  @Field(() => VisibilityEnum, {
    nullable: true,
    description:
      'How the person appears to others. Unless told, as the programme proposes, though never by name: that takes the person’s own choice.',
  })
  visibility?: Visibility | null;

  @Field(() => ID, { nullable: true, description: 'The department that the person belongs to.' })
  department?: string | null;

  @Field(() => LanguageEnum, {
    nullable: true,
    description: 'The language of messages to the person; the programme’s unless told.',
  })
  language?: Language | null;
}

export const joinProgrammeSchema = z.object({ displayName, consentVersion: z.string() });

@InputType({ description: 'Leaving a programme.' })
export class LeaveProgrammeInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;
}

@InputType({ description: 'Resting for a while.' })
export class PauseParticipationInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day of the pause, in the programme’s time zone; none means until further notice.',
  })
  until?: string | null;
}

@InputType({ description: 'Ending a pause.' })
export class ResumeParticipationInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;
}

@InputType({ description: 'Deciding as whom to appear.' })
export class ChangeVisibilityInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => VisibilityEnum, { description: 'How to appear to others from now on.' })
  visibility!: Visibility;

  @Field(() => String, {
    nullable: true,
    description: 'For NAMED: the version of the consent text that the person read and agrees to.',
  })
  consentVersion?: string | null;
}

@InputType({ description: 'Giving a consent.' })
export class GiveConsentInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => ConsentKindEnum, { description: 'What is agreed to.' })
  kind!: ConsentKind;

  @Field(() => String, { description: 'The version of the consent text that the person read.' })
  version!: string;
}

@InputType({ description: 'Withdrawing a consent.' })
export class WithdrawConsentInput {
  @Field(() => ID, { description: 'Oneself, as ambassador of the programme.' })
  ambassador!: string;

  @Field(() => ConsentKindEnum, {
    description: 'Without PARTICIPATION one leaves the programme; without NAME_ON_BOARDS one appears under a pseudonym.',
  })
  kind!: ConsentKind;
}

@InputType({ description: 'Changing an ambassador; what is left out stays.' })
export class UpdateAmbassadorInput {
  @Field(() => ID, { description: 'The ambassador.' })
  ambassador!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name as the person wants to be called; the person’s own to change.',
  })
  displayName?: string | null;

  @Field(() => LanguageEnum, { nullable: true, description: 'The language of messages; the person’s own to change.' })
  language?: Language | null;

  @Field(() => ID, { nullable: true, description: 'The department, null for none; an admin’s to change.' })
  department?: string | null;
}

export const updateAmbassadorSchema = z.object({ displayName: displayName.nullish() });

@InputType({ description: 'One test person.' })
export class TestAmbassadorInput {
  @Field(() => String, {
    description: 'The person’s key in the system that enrols, 1 to 200 characters; unique in the programme.',
  })
  externalReference!: string;

  @Field(() => String, { description: 'The name, 1 to 200 characters.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'The key of the department.' })
  departmentKey?: string | null;

  @Field(() => VisibilityEnum, { nullable: true, description: 'As the programme proposes unless told.' })
  visibility?: Visibility | null;

  @Field(() => LanguageEnum, { nullable: true, description: 'The programme’s language unless told.' })
  language?: Language | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the participation began; now unless told, never in the future.',
  })
  joinedAt?: Date | null;
}

@InputType({ description: 'Enrolling people who do not exist, to try a programme out or to import a history.' })
export class EnrolTestAmbassadorsInput {
  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => [TestAmbassadorInput], { description: 'The test persons, 1 to 1,000.' })
  ambassadors!: readonly TestAmbassadorInput[];
}

/** The most test persons that one call enrols. */
export const maximumEnrolment = 1_000;

export const enrolTestAmbassadorsSchema = z.object({ ambassadors: z.array(z.unknown()).min(1).max(maximumEnrolment) });

export const testAmbassadorSchema = z.object({
  externalReference: z
    .string()
    .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u)
    .trim()
    .min(1)
    .max(200),
  name: displayName,
  departmentKey: z.string().nullish(),
  visibility: z.enum(visibilities).nullish(),
  language: z.enum(languages).nullish(),
  joinedAt: z.date().nullish(),
});

/** A test person whose values have the right form. */
export type TestPerson = z.output<typeof testAmbassadorSchema>;
