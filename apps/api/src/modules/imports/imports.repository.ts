import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { ImportSettings } from './import-settings.ts';

export type ImportStatus = 'RUNNING' | 'COMPLETED' | 'INTERRUPTED' | 'FAILED' | 'CANCELLED';
export type ImportFormat = 'CSV' | 'NDJSON';

/** How far an import has come, always in step with what it recorded: both are written in one transaction. */
export interface ImportProgress {
  readonly bytesRead: number;
  readonly linesRead: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly failed: number;
}

/** One import of one file. */
export interface ImportRunRow extends ImportProgress {
  readonly id: string;
  readonly programmeId: string;
  readonly status: ImportStatus;
  readonly format: ImportFormat;
  readonly fileName: string | null;
  readonly settings: ImportSettings;
  readonly startedBy: string;
  readonly bytesExpected: number | null;
  readonly failure: string | null;
  readonly checkpointHash: Buffer | null;
  readonly startedAt: Date;
  readonly updatedAt: Date;
  readonly finishedAt: Date | null;
}

/** Why a line was refused, in the language in which the import was started. */
export interface LineErrorRow {
  readonly line: number;
  readonly ordinal: number;
  readonly column: string | null;
  readonly code: string;
  readonly reason: string;
}

const COLUMNS = `id, programme_id AS "programmeId", status, format, file_name AS "fileName", settings, started_by AS "startedBy",
  bytes_expected::float8 AS "bytesExpected", bytes_read::float8 AS "bytesRead", lines_read::float8 AS "linesRead",
  recorded::float8 AS recorded, duplicates::float8 AS duplicates, failed::float8 AS failed, failure,
  checkpoint_hash AS "checkpointHash", started_at AS "startedAt", updated_at AS "updatedAt", finished_at AS "finishedAt"`;

const ERROR_COLUMNS = 'line::float8 AS line, ordinal, column_name AS "column", code, reason';

/** An import keeps the report of this many problems; further ones are counted only. */
export const mostLineErrors = 10_000;

export class ImportsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<ImportRunRow | null> {
    const [row]: readonly ImportRunRow[] = await this.#manager.query(`SELECT ${COLUMNS} FROM import_run WHERE id = $1`, [id]);
    return row ?? null;
  }

  /** Begins an import. Null where its id is taken already. */
  async insert(
    run: Pick<
      ImportRunRow,
      'id' | 'programmeId' | 'format' | 'fileName' | 'settings' | 'startedBy' | 'bytesExpected' | 'startedAt'
    >,
  ): Promise<ImportRunRow | null> {
    const { id, programmeId, format, fileName, settings, startedBy, bytesExpected, startedAt } = run;
    const [row]: readonly ImportRunRow[] = await this.#manager.query(
      `INSERT INTO import_run (id, programme_id, status, format, file_name, settings, started_by, bytes_expected, started_at, updated_at)
       VALUES ($1, $2, 'RUNNING', $3, $4, $5, $6, $7, $8, $8) ON CONFLICT (id) DO NOTHING RETURNING ${COLUMNS}`,
      [id, programmeId, format, fileName, JSON.stringify(settings), startedBy, bytesExpected, startedAt],
    );
    return row ?? null;
  }

  /** Takes an interrupted import up again, as it stands now; null where somebody else runs it, or it has ended. */
  async resume(id: string, at: { readonly now: Date; readonly staleBefore: Date }): Promise<ImportRunRow | null> {
    const [rows]: [readonly ImportRunRow[], number] = await this.#manager.query(
      `UPDATE import_run SET status = 'RUNNING', failure = NULL, finished_at = NULL, updated_at = $2
        WHERE id = $1 AND (status IN ('INTERRUPTED', 'FAILED') OR (status = 'RUNNING' AND updated_at < $3)) RETURNING ${COLUMNS}`,
      [id, at.now, at.staleBefore],
    );
    return rows[0] ?? null;
  }

  /** Shows that an import is alive although no batch is full yet. False where it has ended. */
  async touch(id: string, now: Date): Promise<boolean> {
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE import_run SET updated_at = $2 WHERE id = $1 AND status = 'RUNNING' RETURNING id`,
      [id, now],
    );
    return rows.length === 1;
  }

  /**
   * Adds a batch's counts. False where the import was ended, or stands elsewhere than `linesBefore`, for somebody else has taken it up: the
   * batch must then not be recorded.
   */
  async advance(
    id: string,
    step: ImportProgress & { readonly linesBefore: number; readonly checkpointHash: Buffer; readonly now: Date },
  ): Promise<boolean> {
    const { bytesRead, linesRead, recorded, duplicates, failed, checkpointHash, now, linesBefore } = step;
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE import_run
          SET bytes_read = greatest(bytes_read, $2), lines_read = lines_read + $3, recorded = recorded + $4,
              duplicates = duplicates + $5, failed = failed + $6, checkpoint_hash = $7, updated_at = $8
        WHERE id = $1 AND status = 'RUNNING' AND lines_read = $9 RETURNING id`,
      [id, bytesRead, linesRead, recorded, duplicates, failed, checkpointHash, now, linesBefore],
    );
    return rows.length === 1;
  }

  async insertLineErrors(importId: string, errors: readonly LineErrorRow[]): Promise<void> {
    if (errors.length === 0) return;
    const [row]: readonly { kept: string }[] = await this.#manager.query(
      'SELECT count(*) AS kept FROM import_line_error WHERE import_id = $1',
      [importId],
    );
    const room = errors.slice(0, Math.max(0, mostLineErrors - Number(row?.kept ?? 0)));
    await this.#manager.query(
      `INSERT INTO import_line_error (import_id, line, ordinal, column_name, code, reason)
       SELECT $1, * FROM unnest($2::bigint[], $3::smallint[], $4::text[], $5::text[], $6::text[])
       ON CONFLICT DO NOTHING`,
      [
        importId,
        room.map(({ line }) => line),
        room.map(({ ordinal }) => ordinal),
        room.map(({ column }) => column),
        room.map(({ code }) => code),
        room.map(({ reason }) => reason),
      ],
    );
  }

  /** Ends a running import; false where it had ended. With `linesRead` only where it stands there. */
  async end(
    id: string,
    ending: {
      readonly status: ImportStatus;
      readonly failure: string | null;
      readonly now: Date;
      readonly bytesRead?: number;
      readonly linesRead?: number;
    },
  ): Promise<boolean> {
    const { status, failure, now, bytesRead = 0, linesRead = null } = ending;
    const [rows]: [readonly unknown[], number] = await this.#manager.query(
      `UPDATE import_run
          SET status = $2, failure = $3, finished_at = $4, updated_at = $4, bytes_read = greatest(bytes_read, $5)
        WHERE id = $1 AND status = 'RUNNING' AND ($6::bigint IS NULL OR lines_read = $6) RETURNING id`,
      [id, status, failure, now, bytesRead, linesRead],
    );
    return rows.length === 1;
  }

  /** Newest first; one row more than the limit. */
  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<readonly ImportRunRow[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM import_run
        WHERE programme_id = $1 ${request.position === null ? '' : 'AND (started_at, id) < ($3::timestamptz, $4::uuid)'}
        ORDER BY started_at DESC, id DESC LIMIT $2`,
      [programmeId, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async count(programmeId: string): Promise<number> {
    const [row]: readonly { count: string }[] = await this.#manager.query(
      'SELECT count(*) FROM import_run WHERE programme_id = $1',
      [programmeId],
    );
    return Number(row?.count ?? 0);
  }

  /** In the order of the file; one row more than the limit. */
  async lineErrors(importId: string, request: PageRequest<readonly [number, number]>): Promise<readonly LineErrorRow[]> {
    return this.#manager.query(
      `SELECT ${ERROR_COLUMNS} FROM import_line_error
        WHERE import_id = $1 ${request.position === null ? '' : 'AND (line, ordinal) > ($3::bigint, $4::smallint)'}
        ORDER BY line, ordinal LIMIT $2`,
      [importId, request.limit + 1, ...(request.position ?? [])],
    );
  }

  async countLineErrors(importId: string): Promise<number> {
    const [row]: readonly { count: string }[] = await this.#manager.query(
      'SELECT count(*) FROM import_line_error WHERE import_id = $1',
      [importId],
    );
    return Number(row?.count ?? 0);
  }
}
