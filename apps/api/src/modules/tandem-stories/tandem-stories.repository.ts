import type { ActivityKind, Channel } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';

export interface StoryActivityRecord {
  readonly id: string;
  readonly ambassadorId: string;
  readonly kind: ActivityKind;
  readonly channel: Channel;
  readonly occurredAt: Date;
  readonly url: string | null;
}

/** Somebody who tells a story; a third who left the others before confirming tells it no more. */
export interface StoryTeller {
  readonly ambassadorId: string;
  readonly hasConfirmed: boolean;
  readonly isGone: boolean;
}

/**
 * What is told together, as a state machine: TOLD -- everybody who tells it has confirmed --> CONFIRMED, or taken back before that. Who
 * tells it is settled when it is told: whoever is in the tandem then.
 */
export interface StoryRecord {
  readonly id: string;
  readonly tandemId: string;
  readonly programmeId: string;
  /** Null once who told it was erased. */
  readonly title: string | null;
  readonly toldBy: string;
  readonly toldAt: Date;
  readonly confirmedAt: Date | null;
  readonly tellers: readonly StoryTeller[];
  readonly activities: readonly StoryActivityRecord[];
}

const COLUMNS = `story.id, tandem_id AS "tandemId", tandem.programme_id AS "programmeId", title, told_by AS "toldBy", told_at AS "toldAt",
  confirmed_at AS "confirmedAt",
  (SELECT json_agg(json_build_object('ambassadorId', teller.ambassador_id, 'hasConfirmed', teller.confirmed_at IS NOT NULL,
      'isGone', teller.confirmed_at IS NULL AND member.has_gone)
      ORDER BY teller.ambassador_id)
     FROM tandem_story_teller AS teller
     JOIN tandem_member AS member ON member.tandem_id = story.tandem_id AND member.ambassador_id = teller.ambassador_id
    WHERE teller.story_id = story.id) AS tellers,
  (SELECT json_agg(json_build_object('id', activity.id, 'ambassadorId', ambassador_id, 'kind', kind, 'channel', channel,
      'occurredAt', occurred_at, 'url', url) ORDER BY occurred_at, activity.id)
     FROM tandem_story_activity AS part JOIN activity ON activity.id = part.activity_id WHERE part.story_id = story.id) AS activities`;

const FROM = 'tandem_story AS story JOIN tandem ON tandem.id = story.tandem_id';

/** Aggregated JSON holds times as text. */
function withDates(rows: readonly StoryRecord[]): readonly StoryRecord[] {
  return rows.map((row) => ({
    ...row,
    activities: row.activities.map((activity) => ({ ...activity, occurredAt: new Date(activity.occurredAt) })),
  }));
}

/** Oldest first. */
export async function findStoriesOf(manager: EntityManager, tandemIds: readonly string[]): Promise<readonly StoryRecord[]> {
  const sql = `SELECT ${COLUMNS} FROM ${FROM} WHERE tandem_id = ANY ($1::uuid[]) ORDER BY told_at, story.id`;
  return withDates(await manager.query(sql, [tandemIds]));
}

/** Waits for whoever changes the story at this moment. */
export async function lockStory(manager: EntityManager, id: string): Promise<StoryRecord | null> {
  await manager.query('SELECT FROM tandem_story WHERE id = $1 FOR NO KEY UPDATE', [id]);
  return findStory(manager, id);
}

export async function findStory(manager: EntityManager, id: string): Promise<StoryRecord | null> {
  const rows = await manager.query(`SELECT ${COLUMNS} FROM ${FROM} WHERE story.id = $1`, [id]);
  return withDates(rows)[0] ?? null;
}

export interface StoryCandidate extends StoryActivityRecord {
  readonly programmeId: string;
  readonly isWithdrawn: boolean;
  readonly storyId: string | null;
}

/** Activities that somebody wants to tell a story of, with what could speak against it. */
export async function findCandidates(
  manager: EntityManager,
  activityIds: readonly string[],
): Promise<readonly StoryCandidate[]> {
  return manager.query(
    `SELECT activity.id, ambassador_id AS "ambassadorId", kind, channel, occurred_at AS "occurredAt", url,
            activity.programme_id AS "programmeId", story_id AS "storyId",
            EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id) AS "isWithdrawn"
       FROM activity LEFT JOIN tandem_story_activity AS part ON part.activity_id = activity.id
      WHERE activity.id = ANY ($1::uuid[])`,
    [activityIds],
  );
}

export async function insertStory(
  manager: EntityManager,
  story: Pick<StoryRecord, 'id' | 'tandemId' | 'title' | 'toldBy' | 'toldAt'> & {
    readonly activityIds: readonly string[];
    readonly tellerIds: readonly string[];
  },
): Promise<void> {
  const { id, tandemId, title, toldBy, toldAt, activityIds, tellerIds } = story;
  await manager.query('INSERT INTO tandem_story (id, tandem_id, title, told_by, told_at) VALUES ($1, $2, $3, $4, $5)', [
    ...[id, tandemId, title, toldBy, toldAt],
  ]);
  await manager.query('INSERT INTO tandem_story_activity (story_id, activity_id) SELECT $1, unnest($2::uuid[])', [
    id,
    activityIds,
  ]);
  await manager.query('INSERT INTO tandem_story_teller (story_id, ambassador_id) SELECT $1, unnest($2::uuid[])', [
    id,
    tellerIds,
  ]);
  await confirmStory(manager, { storyId: id, ambassadorId: toldBy, at: toldAt });
}

export async function confirmStory(
  manager: EntityManager,
  { storyId, ambassadorId, at }: { readonly storyId: string; readonly ambassadorId: string; readonly at: Date },
): Promise<void> {
  await manager.query(
    'UPDATE tandem_story_teller SET confirmed_at = $3 WHERE story_id = $1 AND ambassador_id = $2 AND confirmed_at IS NULL',
    [storyId, ambassadorId, at],
  );
}

/** Notes that the story was recorded for everybody; false where it was before, or was taken back. */
export async function closeStory(
  manager: EntityManager,
  { id, at }: { readonly id: string; readonly at: Date },
): Promise<boolean> {
  const [, affected]: [unknown, number] = await manager.query(
    'UPDATE tandem_story SET confirmed_at = greatest(told_at, $2::timestamptz) WHERE id = $1 AND confirmed_at IS NULL',
    [id, at],
  );
  return affected === 1;
}

export async function deleteStory(manager: EntityManager, id: string): Promise<void> {
  await manager.query('DELETE FROM tandem_story_teller WHERE story_id = $1', [id]);
  await manager.query('DELETE FROM tandem_story_activity WHERE story_id = $1', [id]);
  await manager.query('DELETE FROM tandem_story WHERE id = $1', [id]);
}
