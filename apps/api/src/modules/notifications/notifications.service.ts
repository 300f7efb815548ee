import type { z } from 'zod';
import { membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import { refusal } from '../../platform/graphql/errors.ts';
import type { PacedUpdates } from '../../platform/graphql/paced-updates.ts';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds } from '../ambassadors/index.ts';
import { FeedRepository } from './feed.repository.ts';
import type { FeedFollowers } from './feed-followers.ts';
import type { NotificationSettings } from './notification.ts';
import { feedChanged } from './notifications.events.ts';
import {
  type MarkFeedReadInput,
  markFeedReadSchema,
  type UpdateNotificationSettingsInput,
  updateNotificationSettingsSchema,
} from './notifications.inputs.ts';
import { type FeedUpdate, toFeedItem } from './notifications.types.ts';
import { findSettings, saveSettings, stopMails } from './settings.repository.ts';

interface Own {
  readonly programmeId: string;
  readonly ambassadorId: string;
}

/** Items of one live message; what is more comes with the next. */
const mostItems = 50;

/** Feeds and settings; everybody about themselves only. */
export class NotificationsService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #followers: FeedFollowers;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly followers: FeedFollowers }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#followers = dependencies.followers;
  }

  page(ambassadorId: string, question: { readonly request: PageRequest<readonly [number]>; readonly unreadOnly: boolean }) {
    return new FeedRepository(this.#database.manager).page(ambassadorId, question);
  }

  count(ambassadorId: string, unreadOnly: boolean): Promise<number> {
    return new FeedRepository(this.#database.manager).count(ambassadorId, unreadOnly);
  }

  unread(ambassadorId: string): Promise<number> {
    return new FeedRepository(this.#database.manager).unread(ambassadorId);
  }

  /** What holds for somebody, and in which zone. */
  async settingsOf(own: Own): Promise<NotificationSettings & { readonly timeZone: string; readonly hasMailAddress: boolean }> {
    const { manager } = this.#database;
    const [row] = await manager.query(
      `SELECT programme.time_zone AS "timeZone", human.email IS NOT NULL AS "hasMailAddress"
         FROM ambassador JOIN programme ON programme.id = ambassador.programme_id LEFT JOIN person AS human ON human.id = ambassador.person_id
        WHERE ambassador.id = $1`,
      [own.ambassadorId],
    );
    const settings = await findSettings(manager, own);
    return { ...settings, timeZone: settings.timeZone ?? row.timeZone, hasMailAddress: row.hasMailAddress };
  }

  async markRead(viewer: Viewer, input: MarkFeedReadInput): Promise<Outcome<number, UserFailure>> {
    const checked = validateInput(markFeedReadSchema, input);
    if (!checked.ok) return checked;
    return this.#asOneself(viewer, input.ambassador, async (transaction, own) => {
      const feed = new FeedRepository(transaction.manager);
      await feed.markRead(own.ambassadorId, { ids: checked.value.items ?? null, now: this.#clock.now() });
      announce(transaction, own);
      return feed.unread(own.ambassadorId);
    });
  }

  async update(viewer: Viewer, input: UpdateNotificationSettingsInput): Promise<Outcome<Own, UserFailure>> {
    const checked = validateInput(updateNotificationSettingsSchema, input);
    if (!checked.ok) return checked;
    return this.#asOneself(viewer, input.ambassador, async ({ manager }, own) => {
      const before = await findSettings(manager, own);
      const after = changed(before, checked.value);
      await saveSettings(manager, after);
      if (after.mailTopics.length === 0) await stopMails(manager, own.ambassadorId, 'NOTIFICATIONS');
      if (!after.wantsDigest) await stopMails(manager, own.ambassadorId, 'DIGEST');
      return own;
    });
  }

  /** Throws FORBIDDEN to who is no ambassador of the programme. */
  async follow(viewer: Viewer, programmeId: string): Promise<PacedUpdates<FeedUpdate>> {
    const ambassadorId = membershipIn(viewer, programmeId)?.ambassadorId ?? null;
    if (ambassadorId === null) throw refusal(viewer);
    const own = { programmeId, ambassadorId };
    return this.#followers.follow({ ...own, read: (after) => this.#read(own, after) });
  }

  async #read(own: Own, after: number | null): Promise<FeedUpdate | null> {
    const { manager } = this.#database;
    const [owner] = await findAmbassadorsByIds(manager, [own.ambassadorId]);
    if (owner === undefined || owner.status === 'LEFT') return null;
    const feed = new FeedRepository(manager);
    const rows = after === null ? [] : await feed.after(own.ambassadorId, { number: after, limit: mostItems + 1 });
    const items = rows.slice(0, mostItems);
    return {
      ...{ ...own, items: items.map(toFeedItem), hasMore: rows.length > mostItems },
      unreadCount: await feed.unread(own.ambassadorId),
      lastNumber: items.at(-1)?.number ?? after ?? (await feed.lastNumber(own.ambassadorId)),
    };
  }

  /** Whom it is not about learns nothing, not even whether there is such a person. */
  async #asOneself<Value>(
    viewer: Viewer,
    ambassadorId: string,
    work: (transaction: Transaction, own: Own) => Promise<Value>,
  ): Promise<Outcome<Value, UserFailure>> {
    const membership =
      viewer.kind === 'person' ? viewer.memberships.find((one) => one.ambassadorId === ambassadorId) : undefined;
    if (membership === undefined) return fail(notFound(['ambassador']));
    const own = { programmeId: membership.programmeId, ambassadorId };
    return succeed(await this.#database.transaction((transaction) => work(transaction, own)));
  }
}

function announce(transaction: Transaction, { programmeId, ambassadorId }: Own): void {
  transaction.announce(feedChanged.event({ programmeId, ambassadorIds: [ambassadorId] }));
}

function changed(
  before: NotificationSettings,
  { timeZone, ...said }: z.output<typeof updateNotificationSettingsSchema>,
): NotificationSettings {
  const feedTopics = said.feedTopics ?? before.feedTopics;
  const mailTopics = (said.mailTopics ?? before.mailTopics).filter((topic) => feedTopics.includes(topic));
  return {
    ...before,
    ...{ feedTopics, mailTopics },
    wantsDigest: said.wantsDigest ?? before.wantsDigest,
    timeZone: timeZone === undefined ? before.timeZone : timeZone,
    quietFrom: said.quietFrom ?? before.quietFrom,
    quietUntil: said.quietUntil ?? before.quietUntil,
    restsOnWeekends: said.restsOnWeekends ?? before.restsOnWeekends,
  };
}
