import type { JoinPolicy, Language, ProgrammeStatus, Visibility } from '@fanfare/contracts';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { MutationPayload } from '../../platform/graphql/payload.ts';
import { DateScalar, DateTimeScalar, TimeZoneScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { programmeEditors, programmeReaders } from './programmes.access.ts';
import { JoinPolicyEnum, ProgrammeStatusEnum, VisibilityEnum } from './programmes.enums.ts';

@ObjectType({ simpleResolvers: true, description: 'What a programme promises about the people in it.' })
@Access(programmeReaders)
export class PrivacyPolicy {
  @Field(() => Int, { description: 'Groups with fewer members have no board of their own and show no numbers.' })
  minimumGroupSize!: number;

  @Field(() => VisibilityEnum, { description: 'How ambassadors appear until they choose for themselves.' })
  defaultVisibility!: Visibility;

  @Field(() => String, { description: 'The version of the text to which people consent when they join.' })
  consentVersion!: string;

  consentTexts!: Readonly<Record<Language, string>>;
}

@ObjectType({ simpleResolvers: true, description: 'How a programme says thank you.' })
@Access(programmeReaders)
export class RewardPolicy {
  @Field(() => Boolean, {
    description:
      'Whether prizes of monetary value are allowed. They carry duties about tax and advertising labels (rewardDuties); off unless two administrators switched it on.',
  })
  monetary!: boolean;
}

@ObjectType({ simpleResolvers: true, description: 'A span of days over which points are counted together.' })
@Access(programmeReaders)
export class Season {
  @Field(() => ID, { description: 'Identifies the season.' })
  id!: string;

  programmeId!: string;

  @Field(() => String, { description: 'Its name, such as "Autumn 2026".' })
  name!: string;

  @Field(() => DateScalar, { description: 'Its first day, in the time zone of the programme.' })
  startsOn!: string;

  @Field(() => DateScalar, { description: 'Its last day, included.' })
  endsOn!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A topic or occasion for which activities can be counted separately.' })
@Access(programmeReaders)
export class Campaign {
  @Field(() => ID, { description: 'Identifies the campaign.' })
  id!: string;

  programmeId!: string;

  @Field(() => String, { description: 'Its short name in files and addresses, unique in the programme.' })
  key!: string;

  @Field(() => String, { description: 'Its name for people.' })
  name!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'A corporate-influencer programme of a company. Its description is readable for everybody whom it is open to, for its members and its tokens.',
})
@Access(programmeReaders)
export class Programme {
  @Field(() => ID, { description: 'Identifies the programme.' })
  id!: string;

  programmeId!: string;

  @Field(() => String, { description: 'Its short name in addresses and files, unique in the installation.' })
  key!: string;

  @Field(() => String, { description: 'Its name for people.' })
  name!: string;

  @Field(() => ProgrammeStatusEnum, { description: 'Where it is in its life.' })
  status!: ProgrammeStatus;

  @Field(() => TimeZoneScalar, { description: 'The time zone in which its days, weeks, months and seasons begin.' })
  timeZone!: string;

  @Field(() => LanguageEnum, { description: 'The language of what it sends when a person has chosen none.' })
  language!: Language;

  @Field(() => [String], { description: 'The hashtags by which posts belong to it, without #.' })
  hashtags!: readonly string[];

  @Field(() => JoinPolicyEnum, { description: 'Who may join.' })
  joinPolicy!: JoinPolicy;

  @Field(() => PrivacyPolicy, { description: 'What it promises about the people in it.' })
  privacy!: PrivacyPolicy;

  @Field(() => RewardPolicy, { description: 'How it says thank you.' })
  reward!: RewardPolicy;

  @Field(() => DateTimeScalar, { description: 'When it was created.' })
  createdAt!: Date;

  @Field(() => Int, { description: 'Counts its changes; an update names the version that it changes.' })
  version!: number;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to createProgramme.' })
@Access({ to: ['OPERATOR'] })
export class CreateProgrammePayload extends MutationPayload {
  @Field(() => Programme, { nullable: true, description: 'The new programme; null when there are errors.' })
  programme!: Programme | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateProgramme.' })
@Access(programmeEditors)
export class UpdateProgrammePayload extends MutationPayload {
  @Field(() => Programme, { nullable: true, description: 'The changed programme; null when there are errors.' })
  programme!: Programme | null;

  @Field(() => String, {
    nullable: true,
    description: 'The new invitation code, when one was asked for. It is shown this once; only its hash is kept.',
  })
  invitationCode!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to createSeason.' })
@Access(programmeEditors)
export class CreateSeasonPayload extends MutationPayload {
  @Field(() => Season, { nullable: true, description: 'The new season; null when there are errors.' })
  season!: Season | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to createCampaign.' })
@Access(programmeEditors)
export class CreateCampaignPayload extends MutationPayload {
  @Field(() => Campaign, { nullable: true, description: 'The new campaign; null when there are errors.' })
  campaign!: Campaign | null;
}
