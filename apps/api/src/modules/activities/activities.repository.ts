import type { ActivityKind, Channel, EvidenceTier, Segment } from '@fanfare/contracts';
import type { ColleagueLikes } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { plainArray, textArray, timeArray } from '../../platform/database/array-literals.ts';
import { prepared } from '../../platform/database/prepared-statement.ts';
import type { PageRequest } from '../../platform/graphql/pagination.ts';

/** An activity as its source tells it now: as it was recorded first, or as it was corrected last. */
export interface ActivityRow {
  readonly id: string;
  readonly programmeId: string;
  readonly sequence: number;
  readonly ambassadorId: string;
  readonly source: string;
  readonly externalId: string;
  readonly kind: ActivityKind;
  readonly channel: Channel;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** When it was told as it is told now. */
  readonly toldAt: Date;
  readonly evidence: EvidenceTier;
  readonly campaignId: string | null;
  readonly hashtags: readonly string[];
  readonly url: string | null;
  readonly disclosed: boolean | null;
  readonly textLength: number | null;
  readonly amplifies: string | null;
  readonly contentKey: string | null;
  readonly quantity: number | null;
  readonly segment: Segment | null;
  readonly tandemId: string | null;
  readonly importId: string | null;
  /** When it happened as it was told first: its place in lists, which no correction changes. */
  readonly listedAt: Date;
  readonly isCorrected: boolean;
}

/** What a correction may change. */
const correctable = [
  ...['kind', 'channel', 'occurred_at', 'evidence', 'campaign_id', 'hashtags', 'url', 'disclosed', 'text_length', 'amplifies'],
  ...['content_key', 'quantity'],
] as const;
type Correctable =
  | ('kind' | 'channel' | 'occurredAt' | 'evidence' | 'campaignId' | 'hashtags' | 'url' | 'disclosed' | 'textLength')
  | ('amplifies' | 'contentKey' | 'quantity');

/** A correction: the activity as its source told it from then on. */
export type CorrectionRow = Pick<ActivityRow, Correctable> & {
  readonly activityId: string;
  readonly reason: string;
  readonly recordedAt: Date;
};

export interface ReadingRow {
  readonly id: string;
  readonly programmeId: string;
  readonly sequence: number;
  readonly activityId: string;
  readonly readAt: Date;
  readonly recordedAt: Date;
  readonly likes: number;
  readonly comments: number;
  readonly reposts: number;
  readonly clicks: number;
  /** Of colleagues in the programme, by their ids. */
  readonly colleagueLikes: readonly ColleagueLikes[];
}

const camelCase = (column: string) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());

const COLUMNS = `activity.id, activity.programme_id AS "programmeId", activity.sequence, activity.ambassador_id AS "ambassadorId", source,
  external_id AS "externalId", activity.recorded_at AS "recordedAt", activity.occurred_at AS "listedAt",
  coalesce(correction.recorded_at, activity.recorded_at) AS "toldAt", segment,
  tandem_id AS "tandemId", import_id AS "importId", correction.id IS NOT NULL AS "isCorrected",
  ${correctable
    .map(
      (column) =>
        `CASE WHEN correction.id IS NULL THEN activity.${column} ELSE correction.${column} END AS "${camelCase(column)}"`,
    )
    .join(', ')}`;

const LATEST_CORRECTION =
  '(SELECT * FROM activity_correction WHERE activity_id = activity.id ORDER BY sequence DESC LIMIT 1) AS correction ON true';
const ACTIVITIES = `activity LEFT JOIN LATERAL ${LATEST_CORRECTION}`;

const READING_COLUMNS = `id, programme_id AS "programmeId", sequence, activity_id AS "activityId", read_at AS "readAt",
  recorded_at AS "recordedAt", likes, comments, reposts, clicks, coalesce(colleague_likes, '[]') AS "colleagueLikes"`;

// Looked up one by one through their index, whatever statistics say: what is known grows for years, a batch does not.
const findIdentities = prepared<ActivityRow>(
  `SELECT ${COLUMNS} FROM unnest($2::text[], $3::text[]) AS asked (asked_source, asked_id)
    CROSS JOIN LATERAL (SELECT * FROM activity
      WHERE programme_id = $1 AND source = asked_source AND external_id = asked_id LIMIT 1) AS activity
    LEFT JOIN LATERAL ${LATEST_CORRECTION}`,
);

// Hashtags hold no white space, so that a space can separate them where unnest takes no arrays of arrays.
const insertActivities = prepared(
  `INSERT INTO activity (id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at,
      evidence, campaign_id, url, disclosed, text_length, amplifies, content_key, quantity, segment, tandem_id, import_id, hashtags)
    SELECT id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at, evidence,
      campaign_id, url, disclosed, text_length, amplifies, content_key, quantity, segment, tandem_id, import_id,
      array_remove(string_to_array(hashtags, ' '), '')
      FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[],
        $9::timestamptz[], $10::timestamptz[], $11::text[], $12::uuid[], $13::text[], $14::boolean[], $15::integer[], $16::text[],
        $17::text[], $18::integer[], $19::text[], $20::uuid[], $21::uuid[], $22::text[])
        AS new (id, programme_id, sequence, ambassador_id, source, external_id, kind, channel, occurred_at, recorded_at, evidence,
          campaign_id, url, disclosed, text_length, amplifies, content_key, quantity, segment, tandem_id, import_id, hashtags)`,
);
const insertReadings = prepared(
  `INSERT INTO engagement_reading (id, programme_id, sequence, activity_id, read_at, recorded_at, likes, comments, reposts, clicks,
         colleague_likes)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::integer[],
         $8::integer[], $9::integer[], $10::integer[], $11::json[])`,
);

/** The driver gives bigint as text; sequences are safe integers. */
function withNumbers<Row extends { readonly sequence: number }>(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => ({ ...row, sequence: Number(row.sequence) }));
}

export class ActivitiesRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<ActivityRow | null> {
    const [row] = await this.findMany([id]);
    return row ?? null;
  }

  async findMany(ids: readonly string[]): Promise<readonly ActivityRow[]> {
    return withNumbers(
      await this.#manager.query(`SELECT ${COLUMNS} FROM ${ACTIVITIES} WHERE activity.id = ANY ($1::uuid[])`, [ids]),
    );
  }

  async findByIdentity(
    programmeId: string,
    identities: readonly { readonly source: string; readonly externalId: string }[],
  ): Promise<readonly ActivityRow[]> {
    if (identities.length === 0) return [];
    return withNumbers(
      await findIdentities(this.#manager, [
        programmeId,
        textArray(identities.map(({ source }) => source)),
        textArray(identities.map(({ externalId }) => externalId)),
      ]),
    );
  }

  async insert(rows: readonly ActivityRow[]): Promise<void> {
    if (rows.length === 0) return;
    await insertActivities(this.#manager, [
      plainArray(rows.map((row) => row.id)),
      plainArray(rows.map((row) => row.programmeId)),
      plainArray(rows.map((row) => row.sequence)),
      plainArray(rows.map((row) => row.ambassadorId)),
      textArray(rows.map((row) => row.source)),
      textArray(rows.map((row) => row.externalId)),
      textArray(rows.map((row) => row.kind)),
      textArray(rows.map((row) => row.channel)),
      timeArray(rows.map((row) => row.occurredAt)),
      timeArray(rows.map((row) => row.recordedAt)),
      textArray(rows.map((row) => row.evidence)),
      plainArray(rows.map((row) => row.campaignId)),
      textArray(rows.map((row) => row.url)),
      plainArray(rows.map((row) => row.disclosed)),
      plainArray(rows.map((row) => row.textLength)),
      textArray(rows.map((row) => row.amplifies)),
      textArray(rows.map((row) => row.contentKey)),
      plainArray(rows.map((row) => row.quantity)),
      textArray(rows.map((row) => row.segment)),
      plainArray(rows.map((row) => row.tandemId)),
      plainArray(rows.map((row) => row.importId)),
      textArray(rows.map((row) => row.hashtags.join(' '))),
    ]);
  }

  async findReadings(keys: readonly { readonly activityId: string; readonly readAt: Date }[]): Promise<readonly ReadingRow[]> {
    if (keys.length === 0) return [];
    return withNumbers(
      await this.#manager.query(
        `SELECT ${READING_COLUMNS} FROM engagement_reading
          WHERE (activity_id, read_at) IN (SELECT * FROM unnest($1::uuid[], $2::timestamptz[]))`,
        [keys.map(({ activityId }) => activityId), keys.map(({ readAt }) => readAt)],
      ),
    );
  }

  async insertReadings(rows: readonly ReadingRow[]): Promise<void> {
    if (rows.length === 0) return;
    const column = (value: (row: ReadingRow) => unknown) => rows.map(value);
    await insertReadings(this.#manager, [
      column((row) => row.id),
      column((row) => row.programmeId),
      column((row) => row.sequence),
      column((row) => row.activityId),
      column((row) => row.readAt),
      column((row) => row.recordedAt),
      column((row) => row.likes),
      column((row) => row.comments),
      column((row) => row.reposts),
      column((row) => row.clicks),
      column(({ colleagueLikes }) => (colleagueLikes.length === 0 ? null : JSON.stringify(colleagueLikes))),
    ]);
  }

  /** The latest reading of each activity that has one. */
  async latestReadings(activityIds: readonly string[]): Promise<readonly ReadingRow[]> {
    return withNumbers(
      await this.#manager.query(
        `SELECT DISTINCT ON (activity_id) ${READING_COLUMNS} FROM engagement_reading
          WHERE activity_id = ANY ($1::uuid[]) ORDER BY activity_id, read_at DESC`,
        [activityIds],
      ),
    );
  }

  /** Of those that no longer count, why. */
  async takenBackAmong(activityIds: readonly string[]): Promise<ReadonlyMap<string, 'WITHDRAWN' | 'REJECTED'>> {
    const rows: readonly { id: string; cause: 'WITHDRAWN' | 'REJECTED' }[] = await this.#manager.query(
      'SELECT activity_id AS id, cause FROM activity_withdrawal WHERE activity_id = ANY ($1::uuid[])',
      [activityIds],
    );
    return new Map(rows.map((row) => [row.id, row.cause]));
  }

  async insertWithdrawal(withdrawal: {
    readonly activityId: string;
    readonly programmeId: string;
    readonly sequence: number;
    readonly cause: 'WITHDRAWN' | 'REJECTED';
    readonly reason: string;
    readonly withdrawnBy: string;
    readonly recordedAt: Date;
  }): Promise<void> {
    const { activityId, programmeId, sequence, cause, reason, withdrawnBy, recordedAt } = withdrawal;
    await this.#manager.query(
      `INSERT INTO activity_withdrawal (activity_id, programme_id, sequence, cause, reason, withdrawn_by, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [activityId, programmeId, sequence, cause, reason, withdrawnBy, recordedAt],
    );
  }

  /** As they were told first, without corrections; with those, every version of an activity. */
  async firstVersions(ids: readonly string[]): Promise<readonly ActivityRow[]> {
    if (ids.length === 0) return [];
    const uncorrected = ACTIVITIES.replace('WHERE activity_id = activity.id', 'WHERE false');
    return withNumbers(
      await this.#manager.query(`SELECT ${COLUMNS} FROM ${uncorrected} WHERE activity.id = ANY ($1::uuid[])`, [ids]),
    );
  }

  /** In the order of recording. */
  async correctionsOf(activityIds: readonly string[]): Promise<readonly CorrectionRow[]> {
    if (activityIds.length === 0) return [];
    return this.#manager.query(
      `SELECT activity_id AS "activityId", reason, recorded_at AS "recordedAt",
              ${correctable.map((column) => `${column} AS "${camelCase(column)}"`).join(', ')}
         FROM activity_correction WHERE activity_id = ANY ($1::uuid[]) ORDER BY programme_id, sequence`,
      [activityIds],
    );
  }

  async insertCorrection(correction: {
    readonly id: string;
    readonly corrected: ActivityRow;
    readonly sequence: number;
    readonly reason: string;
    readonly correctedBy: string;
    readonly recordedAt: Date;
  }): Promise<void> {
    const { id, corrected, sequence, reason, correctedBy, recordedAt } = correction;
    const values = correctable.map((column) => corrected[camelCase(column) as Correctable]);
    await this.#manager.query(
      `INSERT INTO activity_correction (id, programme_id, sequence, activity_id, reason, corrected_by, recorded_at,
         ${correctable.join(', ')})
       VALUES ($1, $2, $3, $4, $5, $6, $7, ${values.map((_, index) => `$${index + 8}`).join(', ')})`,
      [id, corrected.programmeId, sequence, corrected.id, reason, correctedBy, recordedAt, ...values],
    );
  }

  /** Newest first; one row more than the limit, to see whether there are further ones. */
  async page(
    scope: { readonly ambassadorId: string } | { readonly programmeId: string },
    request: PageRequest<readonly [string, string]>,
  ): Promise<readonly ActivityRow[]> {
    const [column, value] =
      'ambassadorId' in scope ? ['ambassador_id', scope.ambassadorId] : ['programme_id', scope.programmeId];
    const rows: readonly ActivityRow[] = await this.#manager.query(
      `SELECT ${COLUMNS} FROM ${ACTIVITIES}
        WHERE activity.${column} = $1
          ${request.position === null ? '' : 'AND (activity.occurred_at, activity.id) < ($3::timestamptz, $4::uuid)'}
        ORDER BY activity.occurred_at DESC, activity.id DESC LIMIT $2`,
      [value, request.limit + 1, ...(request.position ?? [])],
    );
    return withNumbers(rows);
  }

  async count(scope: { readonly ambassadorId: string } | { readonly programmeId: string }): Promise<number> {
    const [column, value] =
      'ambassadorId' in scope ? ['ambassador_id', scope.ambassadorId] : ['programme_id', scope.programmeId];
    const [row]: readonly { count: string }[] = await this.#manager.query(
      `SELECT count(*) FROM activity WHERE ${column} = $1`,
      [value],
    );
    return Number(row?.count ?? 0);
  }
}
