import type { EntityManager } from 'typeorm';
import type { ProgrammeSeason } from '../programmes/index.ts';
import { type BoardKey, boardId } from './board-key.ts';

/** One ledger entry, as far as boards are concerned. Times are epoch milliseconds. */
export interface BookedPoints {
  readonly ambassadorId: string;
  readonly granted: number;
  /** Decides the period in which the points count. */
  readonly countsAt: number;
  /** When the score changed: the time of the fact for a grant, the time of recording for a reversal. */
  readonly reachedAt: number;
}

/** Where a member's points go: hidden and departed members keep their points but stand on no board. */
export interface MemberPlace {
  readonly departmentId: string | null;
  readonly isShown: boolean;
}

export interface ChangedBoard {
  readonly boardId: string;
  readonly version: number;
}

interface ScoreChange {
  readonly boardId: string;
  readonly ambassadorId: string;
  readonly isShown: boolean;
  points: number;
  reachedAt: number;
}

/**
 * Carries booked points into the standings, inside the transaction that books them. The outcome does not depend on how entries are
 * grouped into calls: scores add up and `reachedAt` is the latest of its entries' times.
 */
export async function applyToStandings(
  manager: EntityManager,
  booking: {
    readonly programmeId: string;
    readonly entries: readonly BookedPoints[];
    readonly memberships: ReadonlyMap<string, MemberPlace>;
    readonly seasons: readonly Pick<ProgrammeSeason, 'startsOn' | 'start' | 'end'>[];
    readonly now: Date;
  },
): Promise<readonly ChangedBoard[]> {
  const keys = new Map<string, BoardKey>();
  const changes = new Map<string, ScoreChange>();
  for (const entry of booking.entries) {
    if (entry.granted === 0) continue;
    const membership = booking.memberships.get(entry.ambassadorId);
    if (membership === undefined) throw new Error(`ambassador ${entry.ambassadorId} has points but no membership`);
    for (const key of keysOf(booking, entry, membership)) {
      const id = boardId(key);
      keys.set(id, key);
      addChange(changes, { boardId: id, entry, isShown: membership.isShown });
    }
  }
  if (keys.size === 0) return [];
  const changed = await touchBoards(manager, keys, booking.now);
  await upsertStandings(manager, [...changes.values()]);
  return changed;
}

function keysOf(
  booking: { readonly programmeId: string; readonly seasons: readonly Pick<ProgrammeSeason, 'startsOn' | 'start' | 'end'>[] },
  entry: BookedPoints,
  membership: MemberPlace,
): readonly BoardKey[] {
  const season = booking.seasons.find(({ start, end }) => start <= entry.countsAt && entry.countsAt < end);
  const scopes = [
    { scope: 'PROGRAMME', scopeId: null } as const,
    ...(membership.departmentId === null ? [] : [{ scope: 'DEPARTMENT', scopeId: membership.departmentId } as const]),
  ];
  const periods = [
    { period: 'ALL_TIME', periodStart: null } as const,
    ...(season === undefined ? [] : [{ period: 'SEASON', periodStart: season.startsOn } as const]),
  ];
  return scopes.flatMap((scope) => periods.map((period) => ({ programmeId: booking.programmeId, ...scope, ...period })));
}

function addChange(
  changes: Map<string, ScoreChange>,
  { boardId: id, entry, isShown }: { boardId: string; entry: BookedPoints; isShown: boolean },
): void {
  const name = `${id}|${entry.ambassadorId}`;
  const known = changes.get(name);
  if (known === undefined) {
    const { ambassadorId, granted, reachedAt } = entry;
    changes.set(name, { boardId: id, ambassadorId, isShown, points: granted, reachedAt });
    return;
  }
  known.points += entry.granted;
  known.reachedAt = Math.max(known.reachedAt, entry.reachedAt);
}

/** Creates what does not exist yet and counts every board's version up. In order of id, so that two transactions never wait in a circle. */
async function touchBoards(
  manager: EntityManager,
  keys: ReadonlyMap<string, BoardKey>,
  now: Date,
): Promise<readonly ChangedBoard[]> {
  const ids = [...keys.keys()].sort();
  const column = (value: (key: BoardKey) => string | null) => ids.map((id) => value(keys.get(id) as BoardKey));
  const rows: readonly { id: string; version: string }[] = await manager.query(
    `INSERT INTO board (id, programme_id, scope, scope_id, period, period_start, measure, version, created_at)
     SELECT id, programme_id, scope, scope_id, period, period_start, 'POINTS', 1, $7
       FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[])
         AS new (id, programme_id, scope, scope_id, period, period_start)
     ON CONFLICT (id) DO UPDATE SET version = board.version + 1
     RETURNING id, version`,
    [
      ids,
      column((key) => key.programmeId),
      column((key) => key.scope),
      column((key) => key.scopeId),
      column((key) => key.period),
      column((key) => key.periodStart),
      now,
    ],
  );
  return rows.map((row) => ({ boardId: row.id, version: Number(row.version) }));
}

async function upsertStandings(manager: EntityManager, changes: readonly ScoreChange[]): Promise<void> {
  await manager.query(
    `INSERT INTO standing (board_id, ambassador_id, score, reached_at, is_shown)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::timestamptz[], $5::boolean[])
     ON CONFLICT (board_id, ambassador_id) DO UPDATE
       SET score = standing.score + excluded.score, reached_at = greatest(standing.reached_at, excluded.reached_at)`,
    [
      changes.map((change) => change.boardId),
      changes.map((change) => change.ambassadorId),
      changes.map((change) => change.points),
      changes.map((change) => new Date(change.reachedAt)),
      changes.map((change) => change.isShown),
    ],
  );
}

/**
 * Follows a change of a member: hidden or departed, off every board at once; back, on them again with all points; in another department,
 * with all points on that department's boards instead. Counts up the version of every board concerned.
 */
export async function moveMember(
  manager: EntityManager,
  change: {
    readonly programmeId: string;
    readonly ambassadorId: string;
    readonly isShown: boolean;
    readonly departmentId: string | null;
    readonly now: Date;
  },
): Promise<readonly ChangedBoard[]> {
  const boards = await boardsOf(manager, change.programmeId, change.ambassadorId);
  const twins = change.departmentId === null ? [] : departmentTwins(boards, change.departmentId);
  const keys = new Map([...boards, ...twins].map((key) => [boardId(key), key]));
  if (keys.size === 0) return [];
  const changed = await touchBoards(manager, keys, change.now);
  await manager.query(
    `DELETE FROM standing USING board
      WHERE standing.ambassador_id = $1 AND board.id = standing.board_id
        AND board.scope = 'DEPARTMENT' AND board.scope_id IS DISTINCT FROM $2`,
    [change.ambassadorId, change.departmentId],
  );
  await copyToDepartment(manager, twins, change.ambassadorId);
  await manager.query('UPDATE standing SET is_shown = $2 WHERE ambassador_id = $1 AND is_shown <> $2', [
    change.ambassadorId,
    change.isShown,
  ]);
  return changed;
}

async function boardsOf(manager: EntityManager, programmeId: string, ambassadorId: string): Promise<readonly BoardKey[]> {
  return manager.query(
    `SELECT $1 AS "programmeId", scope, scope_id AS "scopeId", period, period_start::text AS "periodStart"
       FROM standing JOIN board ON board.id = standing.board_id
      WHERE standing.ambassador_id = $2`,
    [programmeId, ambassadorId],
  );
}

function departmentTwins(boards: readonly BoardKey[], departmentId: string): readonly BoardKey[] {
  return boards
    .filter((key) => key.scope === 'PROGRAMME')
    .map((key) => ({ ...key, scope: 'DEPARTMENT', scopeId: departmentId }));
}

async function copyToDepartment(manager: EntityManager, twins: readonly BoardKey[], ambassadorId: string): Promise<void> {
  if (twins.length === 0) return;
  await manager.query(
    `INSERT INTO standing (board_id, ambassador_id, score, reached_at, is_shown)
     SELECT twin.department_board, standing.ambassador_id, standing.score, standing.reached_at, standing.is_shown
       FROM unnest($1::uuid[], $2::uuid[]) AS twin (department_board, programme_board)
       JOIN standing ON standing.board_id = twin.programme_board AND standing.ambassador_id = $3
     ON CONFLICT (board_id, ambassador_id) DO NOTHING`,
    [twins.map(boardId), twins.map((key) => boardId({ ...key, scope: 'PROGRAMME', scopeId: null })), ambassadorId],
  );
}
