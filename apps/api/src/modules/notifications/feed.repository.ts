import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { Happening, HappeningKind, SubjectType } from '../happenings/index.ts';

/** One item of somebody's feed. */
export interface FeedItemRecord {
  /** Counts up as items arrive. */
  readonly number: number;
  readonly id: string;
  readonly programmeId: string;
  readonly ambassadorId: string;
  readonly kind: HappeningKind;
  readonly subjectType: SubjectType;
  readonly subjectId: string;
  readonly actorId: string | null;
  readonly details: Happening['details'];
  readonly happenedAt: Date;
  readonly readAt: Date | null;
}

const columns = `number::float8 AS number, id, programme_id AS "programmeId", ambassador_id AS "ambassadorId", kind, subject_type AS "subjectType",
  subject_id AS "subjectId", actor_id AS "actorId", details, happened_at AS "happenedAt", read_at AS "readAt"`;

/** Beyond this nobody counts: "99+". */
const mostCounted = 100;

export class FeedRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** One more than the limit, newest first. */
  page(
    ambassadorId: string,
    { request, unreadOnly }: { readonly request: PageRequest<readonly [number]>; readonly unreadOnly: boolean },
  ): Promise<readonly FeedItemRecord[]> {
    return this.#manager.query(
      `SELECT ${columns} FROM feed_item
        WHERE ambassador_id = $1 AND number < coalesce($2::bigint, 9223372036854775807) AND (NOT $4 OR read_at IS NULL)
        ORDER BY number DESC LIMIT $3`,
      [ambassadorId, request.position?.[0] ?? null, request.limit + 1, unreadOnly],
    );
  }

  /** What arrived behind a number, oldest first. */
  after(ambassadorId: string, { number, limit }: { readonly number: number; readonly limit: number }) {
    return this.#manager.query<readonly FeedItemRecord[]>(
      `SELECT ${columns} FROM feed_item WHERE ambassador_id = $1 AND number > $2 ORDER BY number LIMIT $3`,
      [ambassadorId, number, limit],
    );
  }

  async lastNumber(ambassadorId: string): Promise<number> {
    const [row] = await this.#manager.query('SELECT max(number)::float8 AS last FROM feed_item WHERE ambassador_id = $1', [
      ambassadorId,
    ]);
    return row.last ?? 0;
  }

  async count(ambassadorId: string, unreadOnly: boolean): Promise<number> {
    const [row] = await this.#manager.query(
      'SELECT count(*)::int AS count FROM feed_item WHERE ambassador_id = $1 AND (NOT $2 OR read_at IS NULL)',
      [ambassadorId, unreadOnly],
    );
    return row.count;
  }

  /** At most 100. */
  async unread(ambassadorId: string): Promise<number> {
    const [row] = await this.#manager.query(
      `SELECT count(*)::int AS count FROM (
         SELECT FROM feed_item WHERE ambassador_id = $1 AND read_at IS NULL LIMIT ${mostCounted}) AS unread`,
      [ambassadorId],
    );
    return row.count;
  }

  /** Marks these as read, or all for null; what was read before stays as it is. */
  async markRead(
    ambassadorId: string,
    { ids, now }: { readonly ids: readonly string[] | null; readonly now: Date },
  ): Promise<void> {
    await this.#manager.query(
      `UPDATE feed_item SET read_at = $3
        WHERE ambassador_id = $1 AND read_at IS NULL AND ($2::uuid[] IS NULL OR id = ANY ($2::uuid[]))`,
      [ambassadorId, ids, now],
    );
  }

  async forget(before: Date): Promise<void> {
    await this.#manager.query('DELETE FROM feed_item WHERE arrived_at < $1', [before]);
  }
}

/** What leads to somebody goes: their own feed with its mails, and what colleagues were told of them. */
export const notificationTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    for (const table of ['feed_item', 'mail', 'mailbox_message', 'notification_settings'])
      await manager.query(`DELETE FROM ${table} WHERE ambassador_id = $1`, [ambassadorId]);
    await manager.query('DELETE FROM feed_item WHERE actor_id = $1', [ambassadorId]);
  },
};
