import type { StandingChange } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import { plainArray, timeArray } from '../../platform/database/array-literals.ts';
import { prepared } from '../../platform/database/prepared-statement.ts';
import type { ProgrammeCalendar } from '../programmes/index.ts';
import { type BoardKey, boardId, derivedKey } from './board-key.ts';
import { type KeptBoards, keptBoards } from './board-kinds.ts';
import { type BoardPeriodSpan, periodAfter, periodAt } from './board-periods.ts';
import { type EntryGroups, readEntryGroups } from './entry-groups.ts';

/** One ledger entry, as far as boards are concerned. Times are epoch milliseconds. */
export interface BookedPoints {
  readonly number: number;
  readonly ambassadorId: string;
  readonly activityId: string | null;
  readonly kind: string;
  readonly factSequence: number;
  readonly reversesNumber: number | null;
  readonly idempotencyKey: string;
  readonly granted: number;
  /** Decides the period in which the points count. */
  readonly countsAt: number;
  readonly recordedAt: number;
}

/** Where a member's points go: hidden and departed members keep their points but stand on no board. */
export interface MemberPlace {
  readonly departmentId: string | null;
  readonly teamId: string | null;
  readonly isShown: boolean;
}

export interface ChangedBoard {
  readonly boardId: string;
  readonly version: number;
  /** Every standing that this step of the version changed, as it is now; absent where that is not known. */
  readonly changes?: readonly StandingChange[];
}

/** A board that points go to, with the span of its period. */
interface BoardToTouch {
  readonly key: BoardKey;
  readonly span: BoardPeriodSpan;
}

interface ScoreChange {
  readonly boardId: string;
  readonly ambassadorId: string;
  readonly isShown: boolean;
  points: number;
  reachedAt: number;
}

interface Booked {
  readonly programme: ProgrammeCalendar;
  readonly entries: readonly BookedPoints[];
  readonly memberships: ReadonlyMap<string, MemberPlace>;
  readonly now: Date;
}

/**
 * Carries booked points into the standings of the boards that the programme keeps, inside the transaction that books them: one
 * statement, however many entries. The outcome does not depend on how entries are grouped into calls: scores add up and `reachedAt` is
 * the latest of its entries' times. Boards whose final standing was taken are left alone.
 */
export async function applyToStandings(manager: EntityManager, booking: Booked): Promise<readonly ChangedBoard[]> {
  const kept = keptBoards(booking.programme.boards);
  const entries = booking.entries.filter(({ kind, granted }) => granted !== 0 && kind !== 'EXCHANGE');
  if (kept.length === 0 || entries.length === 0) return [];
  const groups = await readEntryGroups(manager, { programmeId: booking.programme.programmeId, entries, kept });
  const { boards, comparing, changes } = changesOf({ ...booking, entries }, { kept, groups });
  if (changes.length === 0) return [];
  const written = await writeChanges(manager, { boards, changes, now: booking.now });
  return comparing.length === 0 ? written : [...written, ...(await countUpOpen(manager, comparing))];
}

/** What points change: boards that take them, and personal bests of the period after, which compare with this one. */
interface TouchedBoards {
  readonly boards: ReadonlyMap<string, BoardToTouch>;
  readonly comparing: readonly string[];
  readonly changes: readonly ScoreChange[];
}

/** Counts up boards that exist and whose final standing is not taken. */
async function countUpOpen(manager: EntityManager, ids: readonly string[]): Promise<readonly ChangedBoard[]> {
  const rows: readonly { id: string; version: string }[] = await manager.query(
    `WITH counted AS (UPDATE board SET version = version + 1 WHERE id = ANY ($1::uuid[]) AND frozen_at IS NULL RETURNING id, version)
     SELECT id, version FROM counted`,
    [ids],
  );
  return rows.map(({ id, version }) => ({ boardId: id, version: Number(version) }));
}

function changesOf(
  booking: Booked,
  { kept, groups }: { readonly kept: readonly KeptBoards[]; readonly groups: EntryGroups },
): TouchedBoards {
  const { programme, memberships } = booking;
  const boards = new Map<string, BoardToTouch>();
  const comparing = new Set<string>();
  const ids = new Map<string, string>();
  const changes = new Map<string, ScoreChange>();
  for (const entry of booking.entries) {
    const place = memberships.get(entry.ambassadorId);
    if (place === undefined) throw new Error(`ambassador ${entry.ambassadorId} has points but no membership`);
    for (const { scope, period, derived } of kept) {
      const span = periodAt(programme, period, entry.countsAt);
      if (span === null) continue;
      for (const scopeId of groups.of(entry, { scope, place })) {
        // Hashing a key is dear, so each board is named once a batch.
        const name = `${scope}|${scopeId ?? ''}|${period}|${span.startsOn ?? ''}`;
        let id = ids.get(name);
        if (id === undefined) {
          const { programmeId } = programme;
          const key: BoardKey = { programmeId, scope, scopeId, period, periodStart: span.startsOn, measure: 'POINTS' };
          id = boardId(key);
          ids.set(name, id);
          for (const board of [key, ...derived.map((measure) => derivedKey(key, measure))])
            boards.set(boardId(board), { key: board, span });
          const compared = derived.includes('PERSONAL_BEST') ? periodAfter(programme, period, span) : null;
          if (compared?.start != null && compared.start <= booking.now.getTime())
            comparing.add(boardId({ ...key, periodStart: compared.startsOn, measure: 'PERSONAL_BEST' }));
        }
        addChange(changes, { boardId: id, entry, isShown: place.isShown });
      }
    }
  }
  return { boards, comparing: [...comparing], changes: [...changes.values()] };
}

/** A grant reaches its score when it counts, in whatever order facts arrive; a reversal, when it was recorded. */
function reachedAtOf(entry: BookedPoints): number {
  return entry.kind === 'REVERSAL' ? entry.recordedAt : entry.countsAt;
}

/** The same in SQL, over a row of ledger_entry named `entry`. */
export const reachedAtInSql = `CASE entry.kind WHEN 'REVERSAL' THEN entry.recorded_at ELSE entry.counts_at END`;

function addChange(
  changes: Map<string, ScoreChange>,
  { boardId: id, entry, isShown }: { boardId: string; entry: BookedPoints; isShown: boolean },
): void {
  const { ambassadorId, granted } = entry;
  const name = `${id}|${ambassadorId}`;
  const known = changes.get(name);
  const reachedAt = reachedAtOf(entry);
  if (known === undefined) {
    changes.set(name, { boardId: id, ambassadorId, isShown, points: granted, reachedAt });
    return;
  }
  known.points += granted;
  known.reachedAt = Math.max(known.reachedAt, reachedAt);
}

const writeStandings = prepared<TouchedRow>(
  `WITH touched AS (
       INSERT INTO board (id, programme_id, scope, scope_id, period, period_start, starts_at, ends_at, measure, version, created_at)
       SELECT id, programme_id, scope, scope_id, period, period_start, starts_at, ends_at, measure, 1, $15
         FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::date[], $7::timestamptz[], $8::timestamptz[],
                     $9::text[])
           AS new (id, programme_id, scope, scope_id, period, period_start, starts_at, ends_at, measure)
       ON CONFLICT (id) DO UPDATE SET version = board.version + 1 WHERE board.frozen_at IS NULL
       RETURNING id, version
     ), written AS (
       INSERT INTO standing (board_id, ambassador_id, score, reached_at, is_shown)
       SELECT change.* FROM unnest($10::uuid[], $11::uuid[], $12::bigint[], $13::timestamptz[], $14::boolean[])
           AS change (board_id, ambassador_id, points, reached_at, is_shown)
         JOIN touched ON touched.id = change.board_id
       ON CONFLICT (ambassador_id, board_id) DO UPDATE
         SET score = standing.score + excluded.score, reached_at = greatest(standing.reached_at, excluded.reached_at)
       RETURNING board_id, ambassador_id, score, reached_at, is_shown
     )
     SELECT id, version,
            (SELECT json_agg(json_build_array(ambassador_id, score, extract(epoch FROM reached_at) * 1000, is_shown))
               FROM written WHERE board_id = touched.id) AS places
       FROM touched`,
);

/** Creates boards that do not exist yet, counts every version up and adds the points; the caller is the programme's only writer. */
async function writeChanges(
  manager: EntityManager,
  written: {
    readonly boards: ReadonlyMap<string, BoardToTouch>;
    readonly changes: readonly ScoreChange[];
    readonly now: Date;
  },
): Promise<readonly ChangedBoard[]> {
  const boards = [...written.boards];
  const { changes } = written;
  const time = (value: number | null) => (value === null ? null : new Date(value));
  const rows = await writeStandings(manager, [
    plainArray(boards.map(([id]) => id)),
    plainArray(boards.map(([, { key }]) => key.programmeId)),
    plainArray(boards.map(([, { key }]) => key.scope)),
    boards.map(([, { key }]) => key.scopeId),
    plainArray(boards.map(([, { key }]) => key.period)),
    boards.map(([, { key }]) => key.periodStart),
    boards.map(([, { span }]) => time(span.start)),
    boards.map(([, { span }]) => time(span.end)),
    plainArray(boards.map(([, { key }]) => key.measure)),
    plainArray(changes.map((change) => change.boardId)),
    plainArray(changes.map((change) => change.ambassadorId)),
    plainArray(changes.map((change) => change.points)),
    timeArray(changes.map((change) => change.reachedAt)),
    plainArray(changes.map((change) => change.isShown)),
    written.now,
  ]);
  return rows.map(({ id, version, places }) => ({
    boardId: id,
    version: Number(version),
    changes: (places ?? []).map(([memberId, score, reachedAt, isShown]) =>
      isShown ? { memberId, score, reachedAt } : { memberId, removed: true },
    ),
  }));
}

interface TouchedRow {
  readonly id: string;
  readonly version: string;
  readonly places: readonly (readonly [ambassadorId: string, score: number, reachedAt: number, isShown: boolean])[] | null;
}
