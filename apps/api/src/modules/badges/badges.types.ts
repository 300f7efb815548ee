import type { BadgeArtwork, BadgeCriterion, BadgeDocument, BadgeTemplateKey } from '@fanfare/gamification';
import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Access } from '../../platform/graphql/access.ts';
import { connectionType } from '../../platform/graphql/connection.ts';
import { MutationPayload, UserError } from '../../platform/graphql/payload.ts';
import { DateTimeScalar, JsonScalar } from '../../platform/graphql/scalars.ts';
import { Artwork } from '../challenges/index.ts';
import type { BadgeRecord, BadgeState, LadderRecord } from './badge.ts';
import { badgeMakers, badgeReaders } from './badges.access.ts';
import { BadgeStateEnum, BadgeTemplateEnum } from './badges.enums.ts';

@ObjectType({ simpleResolvers: true })
@Access(badgeReaders)
abstract class Awardable {
  @Field(() => ID, { description: 'Stays the same for good.' })
  id!: string;

  @Field(() => BadgeStateEnum, { description: 'Where it is in its life.' })
  state!: BadgeState;

  @Field(() => Int, { description: 'Counts the changes of what it asks; to be given with every change.' })
  revision!: number;

  @Field(() => Boolean, { description: 'Whether it can be earned once a season; once ever where not.' })
  isPerSeason!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published; null for a draft.' })
  publishedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was retired; null while it can be earned.' })
  retiredAt!: Date | null;

  @Field(() => JsonScalar, { description: 'The whole of it as data. Admins.' })
  @Access(badgeMakers)
  document!: unknown;

  programmeId!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What can be earned by deeds. Everybody with a part in the programme sees what is published; drafts are for admins.',
})
@Access(badgeReaders)
export class Badge extends Awardable {
  @Field(() => Artwork, { description: 'The parameters of its picture.' })
  artwork!: BadgeArtwork;

  record!: BadgeRecord;
}

export const BadgeConnection = connectionType(Badge, { name: 'Badge', access: badgeReaders });

@ObjectType({ simpleResolvers: true, description: 'One of the levels of a programme.' })
@Access(badgeReaders)
export class LadderLevel {
  @Field(() => Int, { description: 'Its place, 0 for the lowest.' })
  level!: number;

  @Field(() => Float, { description: 'The points with which it is reached.' })
  points!: number;

  @Field(() => Artwork, { description: 'The parameters of its picture.' })
  artwork!: BadgeArtwork;

  programmeId!: string;
  names!: { readonly german: string; readonly english: string };
  criterion!: BadgeCriterion;
}

@ObjectType({ simpleResolvers: true, description: 'The levels of a programme.' })
@Access(badgeReaders)
export class Ladder extends Awardable {
  @Field(() => [LadderLevel], { description: 'The levels, the lowest first.' })
  levels!: readonly LadderLevel[];

  record!: LadderRecord;
}

@ObjectType({ simpleResolvers: true, description: 'A badge to begin with. Admins.' })
@Access(badgeMakers)
export class BadgeTemplate {
  @Field(() => BadgeTemplateEnum, { description: 'Its key.' })
  key!: BadgeTemplateKey;

  @Field(() => JsonScalar, { description: 'The badge as data.' })
  document!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'What a badge that is being written would be. Admins.' })
@Access(badgeMakers)
export class BadgePreview {
  @Field(() => [UserError], { description: 'What is wrong with it; empty where it could be saved.' })
  errors!: readonly UserError[];

  @Field(() => String, {
    nullable: true,
    description: 'How it would be earned, in the words of the engine; null where something is wrong.',
  })
  sentence!: string | null;

  @Field(() => String, { nullable: true, description: 'Its picture, as an SVG document; null where something is wrong.' })
  artworkSvg!: string | null;

  programmeId!: string;
  badge!: BadgeDocument | null;
}

@ObjectType({ simpleResolvers: true })
@Access(badgeMakers)
abstract class BadgePayload extends MutationPayload {
  @Field(() => Badge, { nullable: true, description: 'The badge as it is now; null when there are errors.' })
  badge?: Badge | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to draftBadge.' })
@Access(badgeMakers)
export class DraftBadgePayload extends BadgePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateBadge.' })
@Access(badgeMakers)
export class UpdateBadgePayload extends BadgePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to publishBadge.' })
@Access(badgeMakers)
export class PublishBadgePayload extends BadgePayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to retireBadge.' })
@Access(badgeMakers)
export class RetireBadgePayload extends BadgePayload {}

@ObjectType({ simpleResolvers: true })
@Access(badgeMakers)
abstract class LadderPayload extends MutationPayload {
  @Field(() => Ladder, { nullable: true, description: 'The levels as they are now; null when there are errors.' })
  ladder?: Ladder | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to draftLadder.' })
@Access(badgeMakers)
export class DraftLadderPayload extends LadderPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to updateLadder.' })
@Access(badgeMakers)
export class UpdateLadderPayload extends LadderPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to publishLadder.' })
@Access(badgeMakers)
export class PublishLadderPayload extends LadderPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to retireLadder.' })
@Access(badgeMakers)
export class RetireLadderPayload extends LadderPayload {}

@ObjectType({ simpleResolvers: true })
@Access(badgeMakers)
abstract class DiscardPayload extends MutationPayload {
  @Field(() => ID, { nullable: true, description: 'The draft that is no more; null when there are errors.' })
  discardedId?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to discardBadge.' })
@Access(badgeMakers)
export class DiscardBadgePayload extends DiscardPayload {}

@ObjectType({ simpleResolvers: true, description: 'The answer to discardLadder.' })
@Access(badgeMakers)
export class DiscardLadderPayload extends DiscardPayload {}
