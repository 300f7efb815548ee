import {
  type JoinPolicy,
  joinPolicies,
  keyPattern,
  type Language,
  languages,
  type ProgrammeStatus,
  programmeStatuses,
  type Visibility,
  visibilities,
} from '@fanfare/contracts';
import { Field, ID, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { DateScalar, TimeZoneScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { JoinPolicyEnum, ProgrammeStatusEnum, VisibilityEnum } from './programmes.enums.ts';

const clientMutationId = 'Chosen by the client: a repetition with the same id and input gives the first answer again.';

const nameSchema = z.string().trim().min(1).max(200);
const keySchema = z.string().regex(keyPattern);
const hashtagsSchema = z
  .array(
    z
      .string()
      .trim()
      .regex(/^#?[\p{L}\p{N}_]{1,100}$/u),
  )
  .max(50)
  .transform(withoutRepetition);

/** Without #; of spellings that differ only in case the first stays. */
function withoutRepetition(hashtags: readonly string[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const hashtag of hashtags.map((text) => text.replace(/^#/, ''))) {
    const spelling = hashtag.toLowerCase();
    if (!bySpelling.has(spelling)) bySpelling.set(spelling, hashtag);
  }
  return [...bySpelling.values()];
}

@InputType({ description: 'A new programme. Privacy and reward policy begin strict and are changed by its administrators.' })
export class CreateProgrammeInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => String, { description: 'Its short name: lower-case letters, digits and hyphens, at most 63 characters.' })
  key!: string;

  @Field(() => String, { description: 'Its name for people, at most 200 characters.' })
  name!: string;

  @Field(() => TimeZoneScalar, { description: 'The time zone in which its days begin.' })
  timeZone!: string;

  @Field(() => LanguageEnum, { description: 'Its language.' })
  language!: Language;

  @Field(() => [String], { description: 'The hashtags by which posts belong to it, with or without #; at most 50.' })
  hashtags!: string[];

  @Field(() => JoinPolicyEnum, { defaultValue: 'INVITATION', description: 'Who may join.' })
  joinPolicy!: JoinPolicy;

  @Field(() => ProgrammeStatusEnum, { defaultValue: 'PILOT', description: 'Where it is in its life.' })
  status!: ProgrammeStatus;
}

export const createProgrammeSchema = z.object({
  key: keySchema,
  name: nameSchema,
  timeZone: z.string(),
  language: z.enum(languages),
  hashtags: hashtagsSchema,
  joinPolicy: z.enum(joinPolicies),
  status: z.enum(programmeStatuses),
});

@InputType({ description: 'Changes of the privacy policy; what is left out stays.' })
export class PrivacyPolicyInput {
  @Field(() => Int, { nullable: true, description: 'Groups with fewer members show nothing, 1 to 1000.' })
  minimumGroupSize?: number | null;

  @Field(() => VisibilityEnum, { nullable: true, description: 'How new ambassadors appear until they choose.' })
  defaultVisibility?: Visibility | null;

  @Field(() => String, { nullable: true, description: 'The version of the consent text, at most 50 characters.' })
  consentVersion?: string | null;

  @Field(() => String, { nullable: true, description: 'The consent text in German, at most 20,000 characters.' })
  consentTextGerman?: string | null;

  @Field(() => String, { nullable: true, description: 'The consent text in English, at most 20,000 characters.' })
  consentTextEnglish?: string | null;
}

@InputType({ description: 'Changes of a programme; what is left out stays.' })
export class UpdateProgrammeInput {
  @Field(() => ID, { description: 'The programme.' })
  id!: string;

  @Field(() => Int, { description: 'The version that is being changed; a CONFLICT when somebody was faster.' })
  version!: number;

  @Field(() => String, { nullable: true, description: 'Its name for people.' })
  name?: string | null;

  @Field(() => ProgrammeStatusEnum, { nullable: true, description: 'Where it is in its life.' })
  status?: ProgrammeStatus | null;

  @Field(() => LanguageEnum, { nullable: true, description: 'Its language.' })
  language?: Language | null;

  @Field(() => [String], { nullable: true, description: 'All its hashtags, with or without #.' })
  hashtags?: string[] | null;

  @Field(() => JoinPolicyEnum, { nullable: true, description: 'Who may join.' })
  joinPolicy?: JoinPolicy | null;

  @Field(() => Boolean, { defaultValue: false, description: 'Makes a new invitation code; the one before stops working.' })
  renewInvitationCode!: boolean;

  @Field(() => PrivacyPolicyInput, { nullable: true, description: 'Changes of the privacy policy.' })
  privacy?: PrivacyPolicyInput | null;
}

const consentTextSchema = z.string().max(20_000).nullish();

export const updateProgrammeSchema = z.object({
  name: nameSchema.nullish(),
  status: z.enum(programmeStatuses).nullish(),
  language: z.enum(languages).nullish(),
  hashtags: hashtagsSchema.nullish(),
  joinPolicy: z.enum(joinPolicies).nullish(),
  renewInvitationCode: z.boolean(),
  privacy: z
    .object({
      minimumGroupSize: z.int().min(1).max(1000).nullish(),
      defaultVisibility: z.enum(visibilities).nullish(),
      consentVersion: z.string().trim().min(1).max(50).nullish(),
      consentTextGerman: consentTextSchema,
      consentTextEnglish: consentTextSchema,
    })
    .nullish(),
});

@InputType({ description: 'A new season; the seasons of a programme do not overlap.' })
export class CreateSeasonInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'Its name, at most 200 characters.' })
  name!: string;

  @Field(() => DateScalar, { description: 'Its first day.' })
  startsOn!: string;

  @Field(() => DateScalar, { description: 'Its last day, included.' })
  endsOn!: string;
}

export const createSeasonSchema = z.object({ name: nameSchema, startsOn: z.string(), endsOn: z.string() });

@InputType({ description: 'A new campaign.' })
export class CreateCampaignInput {
  @Field(() => String, { nullable: true, description: clientMutationId })
  clientMutationId?: string | null;

  @Field(() => ID, { description: 'The programme.' })
  programme!: string;

  @Field(() => String, { description: 'Its short name, unique in the programme.' })
  key!: string;

  @Field(() => String, { description: 'Its name for people, at most 200 characters.' })
  name!: string;
}

export const createCampaignSchema = z.object({ key: keySchema, name: nameSchema });
