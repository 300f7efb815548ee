import type { ProgrammeCalendar } from '../programmes/index.ts';
import { type BoardKey, boardId } from './board-key.ts';
import type { BoardPeriodSpan } from './board-periods.ts';
import { periodBefore } from './board-periods.ts';

/**
 * The rows behind a board, as SQL over (ambassador_id, score, reached_at): what every reader pages, counts and ranks, whatever the
 * measure and whether it is frozen. `all` holds hidden members too, for their own eyes.
 */
export interface StandingRows {
  readonly shown: string;
  readonly all: string;
  /** For $1 and, where the SQL names it, $2. */
  readonly parameters: readonly [string, string];
}

const points = 'SELECT ambassador_id, score, reached_at FROM standing WHERE board_id = $1 AND $2::uuid IS NOT NULL';

const final = `SELECT member_id AS ambassador_id, score, reached_at FROM final_place WHERE board_id = $1 AND $2::uuid IS NOT NULL`;

/** Beyond the own last period; who had no points in that one is not compared with anything. */
const personalBest = `SELECT present.ambassador_id, present.score - last.score AS score, present.reached_at
    FROM standing AS present JOIN standing AS last ON last.ambassador_id = present.ambassador_id AND last.board_id = $2
   WHERE present.board_id = $1`;

/** The places of a final standing, in the order in which they were taken. */
export function finalRows(id: string): StandingRows {
  return { shown: final, all: final, parameters: [id, id] };
}

/** The rows of a board of members that is not frozen. */
export function standingRows(
  key: BoardKey,
  { programme, span }: { readonly programme: ProgrammeCalendar; readonly span: BoardPeriodSpan },
): StandingRows {
  const own = boardId({ ...key, measure: 'POINTS' });
  if (key.measure === 'POINTS') return { shown: `${points} AND is_shown`, all: points, parameters: [own, own] };
  const before = periodBefore(programme, key.period, span);
  const last = { ...key, scope: 'PROGRAMME', scopeId: null, periodStart: before?.startsOn ?? null, measure: 'POINTS' } as const;
  // Without a last period this names a board that does not exist, and nobody stands on it.
  return { shown: `${personalBest} AND present.is_shown`, all: personalBest, parameters: [own, boardId(last)] };
}

/** Of a board on which no members stand, because groups do. */
export function noRows(id: string): StandingRows {
  const nobody =
    'SELECT $1::uuid AS ambassador_id, 0::bigint AS score, now() AS reached_at WHERE $1::uuid IS NULL AND $2::uuid IS NULL';
  return { shown: nobody, all: nobody, parameters: [id, id] };
}
