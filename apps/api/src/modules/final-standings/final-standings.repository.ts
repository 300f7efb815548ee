import type { BoardMeasure, BoardPeriod, BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { FinalStatement } from './statement.ts';

/** A final standing as it was taken. */
export interface FinalStandingRecord extends FinalStatement {
  /** Both null where the installation had no key. */
  readonly publicKey: Buffer | null;
  readonly signature: Buffer | null;
}

/** One place of a final standing; the member is a group where groups stand against each other. */
export interface FinalPlace {
  readonly place: number;
  readonly memberId: string;
  readonly score: number;
  readonly reachedAt: Date;
}

/** A period of a programme whose grace is over, with boards that are not frozen yet. */
export interface DuePeriod {
  readonly programmeId: string;
  readonly period: BoardPeriod;
  readonly periodStart: string;
}

interface RawFinal {
  readonly boardId: string;
  readonly programmeId: string;
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly period: BoardPeriod;
  readonly periodStart: string;
  readonly measure: BoardMeasure;
  readonly takenAt: Date;
  readonly ledgerNumber: string;
  readonly ledgerHash: Buffer;
  readonly placeCount: number;
  readonly placesHash: Buffer;
  readonly groupSize: number | null;
  readonly publicKey: Buffer | null;
  readonly signature: Buffer | null;
}

const FINALS = `SELECT board_id AS "boardId", board.programme_id AS "programmeId", scope, scope_id AS "scopeId", period,
    period_start::text AS "periodStart", measure, taken_at AS "takenAt", ledger_number AS "ledgerNumber", ledger_hash AS "ledgerHash",
    place_count AS "placeCount", places_hash AS "placesHash", group_size AS "groupSize", public_key AS "publicKey", signature
  FROM final_standing JOIN board ON board.id = board_id`;

function toRecord(raw: RawFinal): FinalStandingRecord {
  return { ...raw, ledgerNumber: Number(raw.ledgerNumber) };
}

/** SHA-256 over the lines of places in the table or draft `places`; of nothing where there are none. */
const HASH = `sha256(convert_to(coalesce(string_agg(place || '|' || member_id || '|' || score || '|'
    || floor(extract(epoch FROM reached_at) * 1000)::bigint || chr(10), '' ORDER BY place), ''), 'UTF8'))`;

export class FinalStandingsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(boardIds: readonly string[]): Promise<ReadonlyMap<string, FinalStandingRecord>> {
    const rows: readonly RawFinal[] = await this.#manager.query(`${FINALS} WHERE board_id = ANY ($1::uuid[])`, [boardIds]);
    return new Map(rows.map((row) => [row.boardId, toRecord(row)]));
  }

  /** In their order. */
  async places(boardId: string): Promise<readonly FinalPlace[]> {
    const rows: readonly (Omit<FinalPlace, 'score'> & { readonly score: string })[] = await this.#manager.query(
      `SELECT place, member_id AS "memberId", score, reached_at AS "reachedAt" FROM final_place WHERE board_id = $1 ORDER BY place`,
      [boardId],
    );
    return rows.map((row) => ({ ...row, score: Number(row.score) }));
  }

  async ofProgramme(programmeId: string): Promise<readonly FinalStandingRecord[]> {
    const rows: readonly RawFinal[] = await this.#manager.query(
      `${FINALS} WHERE board.programme_id = $1 ORDER BY taken_at, board_id`,
      [programmeId],
    );
    return rows.map(toRecord);
  }

  /** What the places hash to now, by board. */
  async hashes(programmeId: string): Promise<ReadonlyMap<string, { readonly hash: Buffer; readonly count: number }>> {
    const rows: readonly { boardId: string; hash: Buffer; count: number }[] = await this.#manager.query(
      `SELECT final_standing.board_id AS "boardId", ${HASH} AS hash, count(place)::integer AS count
         FROM final_standing LEFT JOIN final_place ON final_place.board_id = final_standing.board_id
        WHERE programme_id = $1 GROUP BY 1`,
      [programmeId],
    );
    return new Map(rows.map(({ boardId, hash, count }) => [boardId, { hash, count }]));
  }

  /** Periods that ended and whose grace, and a margin for clocks that differ, is over; the earliest end first. Never of a pilot. */
  async due(now: Date, { marginSeconds, limit }: { readonly marginSeconds: number; readonly limit: number }) {
    const rows: readonly DuePeriod[] = await this.#manager.query(
      `SELECT board.programme_id AS "programmeId", period, period_start::text AS "periodStart"
         FROM board JOIN programme ON programme.id = board.programme_id
        WHERE frozen_at IS NULL AND programme.status <> 'PILOT'
          AND ends_at <= $1::timestamptz - make_interval(hours => grace_hours, secs => $2)
        GROUP BY 1, 2, 3 ORDER BY min(ends_at), 1, 2 LIMIT $3`,
      [now, marginSeconds, limit],
    );
    return rows;
  }

  /** The boards of a period that are not frozen, kept from everybody else until the transaction ends. */
  async lockBoards({ programmeId, period, periodStart }: DuePeriod): Promise<readonly BoardOfPeriod[]> {
    return this.#manager.query(
      `SELECT id, scope, scope_id AS "scopeId", measure FROM board
        WHERE programme_id = $1 AND period = $2 AND period_start = $3 AND frozen_at IS NULL
        ORDER BY id FOR UPDATE`,
      [programmeId, period, periodStart],
    );
  }

  /** Makes room for the places of this transaction, before they have a final standing to belong to. */
  async openDraft(): Promise<void> {
    await this.#manager.query(
      'CREATE TEMPORARY TABLE IF NOT EXISTS final_draft (LIKE final_place INCLUDING DEFAULTS) ON COMMIT DROP',
    );
    await this.#manager.query('TRUNCATE final_draft');
  }

  /** The places of boards of points, all in one statement. */
  async draftPoints(boardIds: readonly string[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO final_draft (board_id, place, member_id, score, reached_at)
       SELECT board_id, row_number() OVER (PARTITION BY board_id ORDER BY score DESC, reached_at, ambassador_id),
              ambassador_id, score, reached_at
         FROM standing WHERE board_id = ANY ($1::uuid[]) AND is_shown`,
      [boardIds],
    );
  }

  /** The places of one board whose rows are given as SQL over two parameters. */
  async draftRows(boardId: string, rows: { readonly shown: string; readonly parameters: readonly [string, string] }) {
    await this.#manager.query(
      `INSERT INTO final_draft (board_id, place, member_id, score, reached_at)
       SELECT $3::uuid, row_number() OVER (ORDER BY score DESC, reached_at, ambassador_id), ambassador_id, score, reached_at
         FROM (${rows.shown}) AS standing`,
      [...rows.parameters, boardId],
    );
  }

  /** The places of one board, in their order. */
  async draftPlaces(
    boardId: string,
    places: readonly { readonly memberId: string; readonly score: number; readonly reachedAt: Date }[],
  ): Promise<void> {
    await this.#manager.query(
      `INSERT INTO final_draft (board_id, place, member_id, score, reached_at)
       SELECT $1, place, member_id, score, reached_at
         FROM unnest($2::uuid[], $3::bigint[], $4::timestamptz[]) WITH ORDINALITY AS given (member_id, score, reached_at, place)`,
      [
        boardId,
        places.map(({ memberId }) => memberId),
        places.map(({ score }) => score),
        places.map(({ reachedAt }) => reachedAt),
      ],
    );
  }

  async draftHashes(boardIds: readonly string[]): Promise<readonly DraftHash[]> {
    return this.#manager.query(
      `SELECT wanted.id AS "boardId", ${HASH} AS "placesHash", count(place)::integer AS "placeCount"
         FROM unnest($1::uuid[]) AS wanted (id) LEFT JOIN final_draft ON final_draft.board_id = wanted.id
        GROUP BY 1`,
      [boardIds],
    );
  }

  /** How many members of each department and team are shown, by its id. */
  async groupSizes(programmeId: string): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { id: string; size: number }[] = await this.#manager.query(
      `SELECT belongs.id, count(*)::integer AS size
         FROM ambassador, unnest(ARRAY[department_id, team_id]) AS belongs (id)
        WHERE programme_id = $1 AND belongs.id IS NOT NULL AND status <> 'LEFT' AND visibility <> 'HIDDEN'
        GROUP BY 1`,
      [programmeId],
    );
    return new Map(rows.map(({ id, size }) => [id, size]));
  }

  /** Keeps the final standings with the places of the draft, and closes their boards for good. */
  async keep(finals: readonly FinalStandingRecord[]): Promise<void> {
    const column = (value: (final: FinalStandingRecord) => unknown) => finals.map(value);
    await this.#manager.query(
      `INSERT INTO final_standing (board_id, programme_id, taken_at, ledger_number, ledger_hash, place_count, group_size, places_hash,
         public_key, signature)
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[], $5::bytea[], $6::integer[], $7::integer[],
         $8::bytea[], $9::bytea[], $10::bytea[])`,
      [
        column((final) => final.boardId),
        column((final) => final.programmeId),
        column((final) => final.takenAt),
        column((final) => final.ledgerNumber),
        column((final) => final.ledgerHash),
        column((final) => final.placeCount),
        column((final) => final.groupSize),
        column((final) => final.placesHash),
        column((final) => final.publicKey),
        column((final) => final.signature),
      ],
    );
    await this.#manager.query('INSERT INTO final_place SELECT * FROM final_draft ORDER BY board_id, place');
  }

  /** Gives back the boards with their last version. */
  async close(
    boardIds: readonly string[],
    now: Date,
  ): Promise<readonly { readonly boardId: string; readonly version: number }[]> {
    const rows: readonly { id: string; version: string }[] = await this.#manager.query(
      `WITH closed AS (UPDATE board SET frozen_at = $2, version = version + 1 WHERE id = ANY ($1::uuid[]) RETURNING id, version)
       SELECT id, version FROM closed`,
      [boardIds, now],
    );
    return rows.map(({ id, version }) => ({ boardId: id, version: Number(version) }));
  }
}

export interface BoardOfPeriod {
  readonly id: string;
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly measure: BoardMeasure;
}

export interface DraftHash {
  readonly boardId: string;
  readonly placesHash: Buffer;
  readonly placeCount: number;
}
