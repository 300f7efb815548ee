import type { Language } from '@fanfare/contracts';
import { drawBadge } from '@fanfare/gamification';
import { Arg, Args, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import { membershipIn } from '../../platform/auth/viewer.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { eventStream } from '../../platform/events/event-stream.ts';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { refusal } from '../../platform/graphql/errors.ts';
import { loaderKey } from '../../platform/graphql/loaders.ts';
import { readPageRequest } from '../../platform/graphql/pagination.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador, type AmbassadorLoader, ambassadorReaders } from '../ambassadors/index.ts';
import { type AwardableRecord, Badge, badgeReaders, toBadge } from '../badges/index.ts';
import { criterionInWords, explainAward, shownAs } from './award-words.ts';
import { awardsChanged } from './awards.events.ts';
import { nameIn, toAward, toOwnLevel, toStreak } from './awards.mapper.ts';
import type { AwardsService } from './awards.service.ts';
import { AwardNews, BadgeAward, BadgeAwardConnection, BadgeStreak, OwnLevelStanding, ownAwards } from './awards.types.ts';

const position: z.ZodType<readonly [string, string]> = z.tuple([z.iso.datetime(), z.uuid()]);
const awardables = loaderKey<string, AwardableRecord>('badges and ladders by id');
const languageOption = { nullable: true, description: 'The language; the reader’s unless told.' } as const;

/** What somebody holds. */
@Resolver(() => BadgeAward)
export class AwardsResolver {
  readonly service: AwardsService;
  readonly events: EventBus;
  readonly #ambassadors: AmbassadorLoader;

  constructor(parts: {
    readonly service: AwardsService;
    readonly events: EventBus;
    readonly ambassadors: AmbassadorLoader;
  }) {
    this.service = parts.service;
    this.events = parts.events;
    this.#ambassadors = parts.ambassadors;
  }

  @FieldResolver(() => Badge, { nullable: true, description: 'The badge; null for a level.' })
  @Access(badgeReaders)
  async badge(@Root() { record }: BadgeAward, @Ctx() context: RequestContext): Promise<Badge | null> {
    const awardable = await this.#awardable(record.badgeId, context);
    return awardable.kind === 'BADGE' ? toBadge(awardable) : null;
  }

  @FieldResolver(() => Ambassador, { nullable: true, description: 'Who holds it; null for whom the reader does not see.' })
  ambassador(@Root() { ambassadorId }: BadgeAward, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.#ambassadors.load(context, ambassadorId);
  }

  @FieldResolver(() => String, { description: 'The name of the badge or level.' })
  async name(
    @Root() { record }: BadgeAward,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): Promise<string> {
    const awardable = await this.#awardable(record.badgeId, context);
    return nameIn(shownAs(awardable, record.level).name, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'How it is earned, in one sentence.' })
  async sentence(
    @Root() { record }: BadgeAward,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): Promise<string> {
    return criterionInWords(await this.#awardable(record.badgeId, context), record.level, language ?? context.language);
  }

  @FieldResolver(() => String, { description: 'Its picture, as an SVG document.' })
  async artworkSvg(@Root() { record }: BadgeAward, @Ctx() context: RequestContext): Promise<string> {
    const { name, artwork } = shownAs(await this.#awardable(record.badgeId, context), record.level);
    return drawBadge(artwork, nameIn(name, context.language));
  }

  @FieldResolver(() => String, { description: 'Why the person holds it, and since when. The person and admins.' })
  @Access({ to: ['SELF', 'ADMIN'] })
  async explanation(
    @Root() { record }: BadgeAward,
    @Ctx() context: RequestContext,
    @Arg('language', () => LanguageEnum, languageOption) language?: Language | null,
  ): Promise<string> {
    const awardable = await this.#awardable(record.badgeId, context);
    const timeZone = await this.service.timeZoneOf(record.programmeId);
    return explainAward({ awardable, award: record, timeZone, language: language ?? context.language });
  }

  @Subscription(() => AwardNews, {
    description: 'Badges and levels of the reader, as they are awarded or held no longer.',
    subscribe: ({ args, context }) =>
      followAwards(context.resolver(AwardsResolver), { programmeId: String(args['programme']), context }),
  })
  @Access({ to: ['AMBASSADOR'] })
  awardsUpdated(
    @Root() news: AwardNews,
    @Arg('programme', () => ID, { description: 'The programme.' }) _programme: string,
  ): AwardNews {
    return news;
  }

  async #awardable(id: string, { loaders }: RequestContext): Promise<AwardableRecord> {
    const loader = loaders.get(awardables, () => async (ids) => {
      const found = new Map((await this.service.awardables(ids)).map((record) => [record.id, record]));
      return ids.map((one) => found.get(one));
    });
    const found = await loader.load(id);
    if (found === undefined) throw new Error(`the award of ${id} has no badge`);
    return found;
  }
}

async function* followAwards(
  { service, events }: AwardsResolver,
  { programmeId, context }: { readonly programmeId: string; readonly context: RequestContext },
): AsyncGenerator<AwardNews> {
  const { viewer, language } = context;
  const ambassadorId = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
  if (ambassadorId === null) throw refusal(viewer);
  const changes = await eventStream(
    events,
    awardsChanged,
    (change) => change.programmeId === programmeId && change.awards.some((award) => award.ambassadorId === ambassadorId),
  );
  try {
    for await (const { awards } of changes) {
      for (const { id } of awards.filter((award) => award.ambassadorId === ambassadorId)) {
        const record = await service.find(id);
        const [awardable] = record === null ? [] : await service.awardables([record.badgeId]);
        if (record === null || awardable === undefined) continue;
        const isHeld = record.revokedAt === null;
        const award = isHeld ? toAward(record, { programmeId, personId: null, ambassadorId }) : null;
        yield { isHeld, name: nameIn(shownAs(awardable, record.level).name, language), award };
      }
    }
  } finally {
    await changes.return();
  }
}

/** Badges, streak and level of an ambassador. */
@Resolver(() => Ambassador)
export class AmbassadorAwardsResolver {
  readonly #service: AwardsService;

  constructor(service: AwardsService) {
    this.#service = service;
  }

  @FieldResolver(() => BadgeAwardConnection, {
    description:
      'The badges and levels that the person holds, the latest first. To others than the person and admins those of who chose to be named.',
  })
  @Access(ambassadorReaders)
  async badges(@Root() ambassador: Ambassador, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const found = await this.#service.page(ambassador, readPageRequest(page, position));
    const items = found.items.map(({ node, cursor }) => ({ node: toAward(node, ambassador), cursor }));
    return connectionFrom({ ...found, items });
  }

  @FieldResolver(() => BadgeStreak, { nullable: true, description: 'The weeks in a row. The person alone.' })
  @Access(ownAwards)
  async streak(@Root() ambassador: Ambassador, @Ctx() { viewer }: RequestContext): Promise<BadgeStreak | null> {
    const streak = await this.#service.streak(viewer, ambassador);
    return streak === null ? null : toStreak(streak, ambassador);
  }

  @FieldResolver(() => OwnLevelStanding, {
    nullable: true,
    description: 'The level; null in a programme without levels. The person alone.',
  })
  @Access(ownAwards)
  async level(@Root() ambassador: Ambassador, @Ctx() { viewer, language }: RequestContext): Promise<OwnLevelStanding | null> {
    const level = await this.#service.level(viewer, ambassador);
    return level === null ? null : toOwnLevel(level, ambassador, language);
  }
}
