import type { Language } from '@fanfare/contracts';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root, Subscription } from 'type-graphql';
import { z } from 'zod';
import { Access } from '../../platform/graphql/access.ts';
import { connectionFrom, ForwardPageArguments } from '../../platform/graphql/connection.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { payloadOf } from '../../platform/graphql/payload.ts';
import { LanguageEnum } from '../../platform/graphql/vocabulary.types.ts';
import { Ambassador, type AmbassadorLoader } from '../ambassadors/index.ts';
import { MarkFeedReadInput, UpdateNotificationSettingsInput } from './notifications.inputs.ts';
import type { NotificationsService } from './notifications.service.ts';
import {
  FeedItem,
  FeedItemConnection,
  FeedUpdate,
  MarkFeedReadPayload,
  NotificationSettingsObject,
  ownFeed,
  toFeedItem,
  UpdateNotificationSettingsPayload,
} from './notifications.types.ts';
import { sentenceOf } from './words.ts';

const numberPosition = z.tuple([z.int().min(0)]);

/** What an item of a feed says. */
@Resolver(() => FeedItem)
export class FeedItemResolver {
  readonly service: NotificationsService;
  readonly #ambassadors: AmbassadorLoader;

  constructor({ service, ambassadors }: { readonly service: NotificationsService; readonly ambassadors: AmbassadorLoader }) {
    this.service = service;
    this.#ambassadors = ambassadors;
  }

  @FieldResolver(() => String, { description: 'What happened, as a sentence to the reader.' })
  async text(
    @Root() { record }: FeedItem,
    @Arg('language', () => LanguageEnum, { nullable: true, description: 'The language; that of the request unless told.' })
    language: Language | null,
    @Ctx() context: RequestContext,
  ): Promise<string> {
    const colleague = record.actorId === null ? null : await this.#ambassadors.load(context, record.actorId);
    return sentenceOf({ ...record, colleague: colleague?.displayName ?? null }, language ?? context.language);
  }

  @FieldResolver(() => Ambassador, {
    nullable: true,
    description:
      'The colleague of whom it comes, as the reader may see them; null where it comes of none, or of one who is not to be seen.',
  })
  colleague(@Root() { record }: FeedItem, @Ctx() context: RequestContext): Promise<Ambassador | null> | null {
    return record.actorId === null ? null : this.#ambassadors.load(context, record.actorId);
  }

  @Mutation(() => MarkFeedReadPayload, { description: 'Marks items of the own feed as read. Safe to repeat.' })
  @Access(ownFeed)
  async markFeedRead(
    @Arg('input', () => MarkFeedReadInput) input: MarkFeedReadInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<MarkFeedReadPayload>> {
    const outcome = await this.service.markRead(viewer, input);
    return payloadOf(outcome, { language, shape: (unreadCount) => ({ unreadCount }) });
  }

  @Subscription(() => FeedUpdate, {
    description:
      'What arrives in the own feed, as it arrives, at most four messages a second. The first message comes at once and says how many items are unread; one without items comes when that has changed.',
    subscribe: ({ args, context }) => {
      const { programme } = args as { readonly programme: string };
      return context.resolver(FeedItemResolver).service.follow(context.viewer, programme);
    },
  })
  @Access(ownFeed)
  feedUpdated(
    @Root() update: FeedUpdate,
    @Arg('programme', () => ID, { description: 'The programme.' }) _programme: string,
  ): FeedUpdate {
    return update;
  }
}

/** What an ambassador is told, and how. */
@Resolver(() => Ambassador)
export class AmbassadorNotificationsResolver {
  readonly #service: NotificationsService;

  constructor(service: NotificationsService) {
    this.#service = service;
  }

  @FieldResolver(() => FeedItemConnection, {
    description: 'What happened to one and in the programme, newest first, of the last 180 days. The person only.',
  })
  @Access(ownFeed)
  async feed(
    @Root() { ambassadorId }: Ambassador,
    @Args(() => ForwardPageArguments) page: ForwardPageArguments,
    @Arg('unreadOnly', () => Boolean, { nullable: true, description: 'Whether to leave out what was read; false unless told.' })
    unread: boolean | null,
  ) {
    const request = readPageRequest(page, numberPosition);
    const unreadOnly = unread ?? false;
    return connectionFrom(
      pageFrom(await this.#service.page(ambassadorId, { request, unreadOnly }), {
        request,
        position: ({ number }) => [number],
        node: toFeedItem,
        totalCount: () => this.#service.count(ambassadorId, unreadOnly),
      }),
    );
  }

  @FieldResolver(() => Int, { description: 'How many items of the feed are unread, at most 100. The person only.' })
  @Access(ownFeed)
  unreadCount(@Root() { ambassadorId }: Ambassador): Promise<number> {
    return this.#service.unread(ambassadorId);
  }

  @FieldResolver(() => NotificationSettingsObject, { description: 'What one wants to hear of. The person only.' })
  @Access(ownFeed)
  notificationSettings(@Root() { ambassadorId, programmeId }: Ambassador): Promise<NotificationSettingsObject> {
    return this.#service.settingsOf({ ambassadorId, programmeId });
  }

  @Mutation(() => UpdateNotificationSettingsPayload, { description: 'Says what one wants to hear of, how, and when not.' })
  @Access(ownFeed)
  async updateNotificationSettings(
    @Arg('input', () => UpdateNotificationSettingsInput) input: UpdateNotificationSettingsInput,
    @Ctx() { viewer, language }: RequestContext,
  ): Promise<Partial<UpdateNotificationSettingsPayload>> {
    const outcome = await this.#service.update(viewer, input);
    const settings = outcome.ok ? await this.#service.settingsOf(outcome.value) : null;
    return payloadOf(outcome, { language, shape: () => ({ settings }) });
  }
}
