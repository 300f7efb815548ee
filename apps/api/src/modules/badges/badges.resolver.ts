import type { Language } from '@fanfare/contracts';
import { badgeTemplateKeys, describeCriterion, drawBadge } from '@fanfare/gamification';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { JsonScalar } from '../../platform/graphql/scalars.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Programme } from '../programmes/index.ts';
import { badgeMakers, badgeReaders } from './badges.access.ts';
import { BadgeFilter } from './badges.inputs.ts';
import { inLanguage, toBadge, toLadder, toPreview, toTemplate } from './badges.mapper.ts';
import type { BadgesService } from './badges.service.ts';
import { Badge, BadgeConnection, BadgePreview, BadgeTemplate, Ladder, LadderLevel } from './badges.types.ts';

const position: z.ZodType<readonly [string]> = z.tuple([z.uuid()]);
const languageOption = { nullable: true, description: 'The language; the reader’s unless told.' } as const;

/** Reading badges. */
@Resolver(() => Badge)
export class BadgesResolver {
  readonly #badges: BadgesService;

  constructor(badges: BadgesService) {
    this.#badges = badges;
  }

  @Query(() => Badge, { nullable: true, description: 'One badge; null where there is none for who asks.' })
  @Access(badgeReaders)
  async badge(
    @Arg('id', () => ID, { description: 'The badge.' }) id: string,
    @Ctx() { viewer }: RequestContext,
  ): Promise<Badge | null> {
    const record = await this.#badges.find(viewer, 'BADGE', id);
    return record === null ? null : toBadge(record);
  }

  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { record }: Badge,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return inLanguage(record.document.name, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'What it means, in the words of its makers.' })
  about(
    @Root() { record }: Badge,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return inLanguage(record.document.description, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'How it is earned, in one sentence, as the engine understands it.' })
  sentence(
    @Root() { record }: Badge,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return describeCriterion(record.document.criterion, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'Its picture, as an SVG document.' })
  artworkSvg(@Root() { record }: Badge, @Ctx() { language }: RequestContext): string {
    return drawBadge(record.document.artwork, inLanguage(record.document.name, language));
  }
}

/** Reading levels. */
@Resolver(() => LadderLevel)
export class LadderLevelResolver {
  @FieldResolver(() => String, { description: 'Its name.' })
  name(
    @Root() { names }: LadderLevel,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): string {
    return inLanguage(names, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'Its picture, as an SVG document.' })
  artworkSvg(@Root() { names, artwork }: LadderLevel, @Ctx() { language }: RequestContext): string {
    return drawBadge(artwork, inLanguage(names, language));
  }
}

@ArgsType()
class BadgeListArguments extends ForwardPageArguments {
  @Field(() => BadgeFilter, { nullable: true, description: 'Which ones; all that the reader may see unless told.' })
  filter?: BadgeFilter | null;
}

/** The badges and levels of a programme. */
@Resolver(() => Programme)
export class ProgrammeBadgesResolver {
  readonly #badges: BadgesService;

  constructor(badges: BadgesService) {
    this.#badges = badges;
  }

  @FieldResolver(() => BadgeConnection, { description: 'The badges of the programme, the latest drafted first.' })
  @Access(badgeReaders)
  async badges(
    @Root() programme: Programme,
    @Args(() => BadgeListArguments) { filter, ...page }: BadgeListArguments,
    @Ctx() { viewer }: RequestContext,
  ) {
    const wanted = { programmeId: programme.id, states: filter?.states ?? null };
    const found = await this.#badges.page(viewer, wanted, readPageRequest(page, position));
    const items = found.items.map(({ node, cursor }) => ({ node: toBadge(node), cursor }));
    return connectionFrom({ ...found, items });
  }

  @FieldResolver(() => Ladder, { nullable: true, description: 'The levels of the programme; null where there are none.' })
  @Access(badgeReaders)
  async ladder(@Root() programme: Programme): Promise<Ladder | null> {
    const record = await this.#badges.ladder(programme.id);
    return record === null ? null : toLadder(record);
  }

  @FieldResolver(() => Ladder, {
    nullable: true,
    description: 'The levels that are being prepared; null without a draft. Admins.',
  })
  @Access(badgeMakers)
  async ladderDraft(@Root() programme: Programme): Promise<Ladder | null> {
    const record = await this.#badges.ladderDraft(programme.id);
    return record === null ? null : toLadder(record);
  }

  @FieldResolver(() => [BadgeTemplate], { description: 'Badges to begin with. Admins.' })
  @Access(badgeMakers)
  badgeTemplates(): readonly BadgeTemplate[] {
    return badgeTemplateKeys.map(toTemplate);
  }

  @FieldResolver(() => BadgePreview, { description: 'How a badge that is being written would read and look. Admins.' })
  @Access(badgeMakers)
  badgePreview(
    @Root() { id }: Programme,
    @Arg('document', () => JsonScalar, { description: 'The badge as data.' }) document: unknown,
    @Ctx() { language }: RequestContext,
  ): BadgePreview {
    return toPreview(document, id, language);
  }
}
