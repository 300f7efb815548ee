import type { EntityManager } from 'typeorm';
import type { Transaction } from '../../platform/database/database.ts';
import { lockProgrammeHead, readProgrammeCalendar } from '../programmes/index.ts';
import { announceBoards } from './announce-boards.ts';
import { type KeptBoards, keptBoards } from './board-kinds.ts';
import { type ExpectedStandings, tabulateExpected } from './expected-standings.ts';
import type { ChangedBoard } from './standings.projection.ts';

/** How far a rebuild has come: kinds of boards done, of all of the programme. */
export interface RebuildProgress {
  readonly done: number;
  readonly of: number;
  /** The kind just done. */
  readonly boards: KeptBoards;
  /** Standings that the ledger knows for it, and how many were written because they were missing or another. */
  readonly standings: number;
  readonly written: number;
  readonly removed: number;
}

export interface RebuildReport {
  readonly standings: number;
  /** 0 and 0 when the boards were right. */
  readonly written: number;
  readonly removed: number;
  readonly changedBoards: readonly ChangedBoard[];
}

/**
 * Makes the standings of a programme what its ledger says, in the caller's transaction: whatever differs is written, what is no longer
 * kept is removed, and every board that changed is announced. Writers of the programme wait; readers go on with what they had. Boards
 * whose final standing was taken stay as they are.
 */
export async function rebuildBoards(
  transaction: Transaction,
  programmeId: string,
  options: { readonly now: Date; readonly onProgress?: (progress: RebuildProgress) => void },
): Promise<RebuildReport> {
  const { manager } = transaction;
  await lockProgrammeHead(manager, programmeId);
  const programme = await readProgrammeCalendar(manager, programmeId);
  const kept = keptBoards(programme.boards);
  const changed = new Map<string, ChangedBoard>();
  const totals = { standings: 0, written: 0, removed: await removeOthers(manager, programmeId, { kept, changed }) };
  for (const [index, boards] of kept.entries()) {
    const corrected = await correct(manager, { programme, boards }, options.now);
    totals.standings += corrected.standings;
    totals.written += corrected.written;
    totals.removed += corrected.removed;
    for (const board of corrected.changedBoards) changed.set(board.boardId, board);
    const { standings, written, removed } = corrected;
    options.onProgress?.({ done: index + 1, of: kept.length, boards, standings, written, removed });
  }
  announceBoards(transaction, [...changed.values()]);
  return { ...totals, changedBoards: [...changed.values()] };
}

/** Makes some standings of one kind of board what the ledger says. The caller holds the programme's lock and announces. */
export async function correct(manager: EntityManager, expected: ExpectedStandings, now: Date): Promise<RebuildReport> {
  await tabulateExpected(manager, expected);
  await createBoards(manager, expected, now);
  const removed = await removeUnexpected(manager, expected);
  const written: readonly Counted[] = await manager.query(
    `WITH written AS (
       INSERT INTO standing (board_id, ambassador_id, score, reached_at, is_shown)
       SELECT board_id, ambassador_id, score, reached_at, is_shown FROM expected_standing
       ON CONFLICT (ambassador_id, board_id) DO UPDATE
         SET score = excluded.score, reached_at = excluded.reached_at, is_shown = excluded.is_shown
         WHERE (standing.score, standing.reached_at, standing.is_shown)
            IS DISTINCT FROM (excluded.score, excluded.reached_at, excluded.is_shown)
       RETURNING board_id
     )
     SELECT board_id AS "boardId", count(*)::integer AS count FROM written GROUP BY 1`,
  );
  const [all]: readonly { count: number }[] = await manager.query('SELECT count(*)::integer AS count FROM expected_standing');
  const ids = [...new Set([...removed, ...written].map(({ boardId }) => boardId))];
  return {
    standings: all?.count ?? 0,
    written: sumOf(written),
    removed: sumOf(removed),
    changedBoards: await countUp(manager, ids),
  };
}

/** The boards of expected standings, and those of other measures that are derived from them. */
async function createBoards(manager: EntityManager, { programme, boards }: ExpectedStandings, now: Date): Promise<void> {
  await manager.query(
    `INSERT INTO board (id, programme_id, scope, scope_id, period, period_start, starts_at, ends_at, measure, version, created_at)
     SELECT DISTINCT board_id($1, scope, group_id, period, period_start::text, measure), $1::uuid, scope, group_id, period, period_start,
            starts_at, ends_at, measure, 0, $2::timestamptz
       FROM expected_standing, unnest($3::text[]) AS wanted (measure),
            LATERAL (SELECT CASE measure WHEN 'POINTS_PER_ACTIVE_MEMBER' THEN NULL ELSE scope_id END AS group_id) AS grouped
     ON CONFLICT (id) DO NOTHING`,
    [programme.programmeId, now, ['POINTS', ...boards.derived]],
  );
}

interface Counted {
  readonly boardId: string;
  readonly count: number;
}

function sumOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0);
}

/** Standings of this kind that the ledger does not know, within what is being corrected. */
async function removeUnexpected(manager: EntityManager, expected: ExpectedStandings): Promise<readonly Counted[]> {
  const { programme, boards, ambassadorIds, scopeId } = expected;
  return manager.query(
    `WITH removed AS (
       DELETE FROM standing USING board
        WHERE board.id = standing.board_id AND board.programme_id = $1 AND board.scope = $2 AND board.period = $3
          AND board.measure = 'POINTS' AND board.frozen_at IS NULL
          AND ($4::uuid[] IS NULL OR standing.ambassador_id = ANY ($4::uuid[]))
          AND ($5::text IS NULL OR board.scope_id = $5)
          AND NOT EXISTS (SELECT FROM expected_standing AS expected
                           WHERE expected.board_id = standing.board_id AND expected.ambassador_id = standing.ambassador_id)
       RETURNING standing.board_id
     )
     SELECT board_id AS "boardId", count(*)::integer AS count FROM removed GROUP BY 1`,
    [programme.programmeId, boards.scope, boards.period, ambassadorIds ?? null, scopeId ?? null],
  );
}

/** Standings of kinds that the programme no longer keeps. The boards' rows stay, so that versions never go backwards. */
async function removeOthers(
  manager: EntityManager,
  programmeId: string,
  { kept, changed }: { readonly kept: readonly KeptBoards[]; readonly changed: Map<string, ChangedBoard> },
): Promise<number> {
  const removed: readonly Counted[] = await manager.query(
    `WITH removed AS (
       DELETE FROM standing USING board
        WHERE board.id = standing.board_id AND board.programme_id = $1 AND board.measure = 'POINTS' AND board.frozen_at IS NULL
          AND board.scope || '/' || board.period <> ALL ($2::text[])
       RETURNING standing.board_id
     )
     SELECT board_id AS "boardId", count(*)::integer AS count FROM removed GROUP BY 1`,
    [programmeId, kept.map(({ scope, period }) => `${scope}/${period}`)],
  );
  const ids = removed.map(({ boardId }) => boardId);
  for (const board of await countUp(manager, ids)) changed.set(board.boardId, board);
  return sumOf(removed);
}

/** Has everybody read every board of a programme again: its rules for showing people have changed. */
export async function announceAllBoards(transaction: Transaction, programmeId: string): Promise<void> {
  const rows: readonly { id: string; version: string }[] = await transaction.manager.query(
    `WITH counted AS (UPDATE board SET version = version + 1 WHERE programme_id = $1 RETURNING id, version)
     SELECT id, version FROM counted`,
    [programmeId],
  );
  announceBoards(
    transaction,
    rows.map(({ id, version }) => ({ boardId: id, version: Number(version), changes: [] })),
  );
}

/** Counts the versions of boards up, and those of the boards that are derived from them. */
export async function countUp(manager: EntityManager, boardIds: readonly string[]): Promise<readonly ChangedBoard[]> {
  if (boardIds.length === 0) return [];
  const rows: readonly { id: string; version: string }[] = await manager.query(
    `WITH changed AS (SELECT * FROM board WHERE id = ANY ($1::uuid[])),
          concerned AS (
            SELECT id FROM changed
            UNION SELECT derived.id FROM changed JOIN board AS derived USING (programme_id, scope, period)
                   WHERE derived.period_start IS NOT DISTINCT FROM changed.period_start
                     AND (derived.measure = 'POINTS_PER_ACTIVE_MEMBER'
                       OR derived.measure = 'PERSONAL_BEST' AND derived.scope_id IS NOT DISTINCT FROM changed.scope_id)
            -- A personal best compares with the programme's period before, whichever board it is of.
            UNION SELECT later.id FROM changed JOIN board AS later USING (programme_id, period)
                   WHERE changed.scope = 'PROGRAMME' AND later.measure = 'PERSONAL_BEST' AND later.starts_at > changed.starts_at
                     AND later.frozen_at IS NULL),
          counted AS (UPDATE board SET version = version + 1 WHERE id IN (SELECT id FROM concerned) RETURNING id, version)
     SELECT id, version FROM counted`,
    [boardIds],
  );
  return rows.map((row) => ({ boardId: row.id, version: Number(row.version) }));
}
