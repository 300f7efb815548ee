import type { BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { ProgrammeCalendar } from '../programmes/index.ts';
import type { KeptBoards } from './board-kinds.ts';
import { periodsBetween } from './board-periods.ts';
import { tellingsInSql, told } from './entry-tellings.ts';
import { reachedAtInSql } from './standings.projection.ts';

/** What the ledger says about which standings; `ambassadorIds` and `scopeId` narrow it. */
export interface ExpectedStandings {
  readonly programme: ProgrammeCalendar;
  readonly boards: KeptBoards;
  readonly ambassadorIds?: readonly string[];
  readonly scopeId?: string;
}

/** How an entry of the ledger finds its group. Department and team are the member's present ones; the others hang on the entry. */
const groupsInSql: Readonly<
  Record<BoardScope, { readonly join: string; readonly entryGroup: string; readonly group: string }>
> = {
  PROGRAMME: { join: '', entryGroup: 'NULL::text', group: 'NULL::text' },
  DEPARTMENT: { join: '', entryGroup: 'NULL::text', group: 'member.department_id::text' },
  TEAM: { join: '', entryGroup: 'NULL::text', group: 'member.team_id::text' },
  CHANNEL: ofActivity(told('channel')),
  CAMPAIGN: ofActivity(`(${told('campaign_id')})::text`),
  TANDEM: ofMembership('TANDEM'),
  CHALLENGE: ofMembership('CHALLENGE'),
};

function ofActivity(column: string) {
  return { join: tellingsInSql, entryGroup: column, group: 'summed.entry_group' };
}

function ofMembership(scope: 'TANDEM' | 'CHALLENGE') {
  const join = `JOIN board_group_member AS membership ON membership.scope = '${scope}' AND membership.ambassador_id = entry.ambassador_id
      AND entry.counts_at >= membership.valid_from AND entry.counts_at < coalesce(membership.valid_until, 'infinity')`;
  return { join, entryGroup: 'membership.group_id::text', group: 'summed.entry_group' };
}

/**
 * Puts what the ledger says into the temporary table expected_standing, anew: one row for each standing of boards that are not frozen.
 * The periods are those of the engine's calendar, given as arrays of their bounds, so that SQL and engine cannot differ about a zone.
 */
export async function tabulateExpected(manager: EntityManager, expected: ExpectedStandings): Promise<void> {
  const { programme, boards } = expected;
  await manager.query('DROP TABLE IF EXISTS expected_standing');
  const spans = periodsBetween(programme, boards.period, await ledgerSpan(manager, programme.programmeId));
  const { join, entryGroup, group } = groupsInSql[boards.scope];
  const time = (value: number | null, otherwise: string) => (value === null ? otherwise : new Date(value).toISOString());
  await manager.query(
    `CREATE TEMPORARY TABLE expected_standing ON COMMIT DROP AS
     WITH summed AS (
       SELECT entry.ambassador_id, ${entryGroup} AS entry_group, width_bucket(entry.counts_at, $2::timestamptz[]) AS slot,
              sum(entry.granted)::bigint AS score, max(${reachedAtInSql}) AS reached_at
         FROM ledger_entry AS entry ${join}
        WHERE entry.programme_id = $1 AND entry.granted <> 0 AND entry.kind <> 'EXCHANGE'
          AND ($5::uuid[] IS NULL OR entry.ambassador_id = ANY ($5::uuid[]))
          AND entry.counts_at < ($3::timestamptz[])[width_bucket(entry.counts_at, $2::timestamptz[])]
        GROUP BY 1, 2, 3
     ), placed AS (
       SELECT summed.*, ${group} AS scope_id, member.status <> 'LEFT' AND member.visibility <> 'HIDDEN' AS is_shown
         FROM summed JOIN ambassador AS member ON member.id = summed.ambassador_id
     ), named AS (
       SELECT scope_id, slot, board_id($1, $6, scope_id, $7, ($4::text[])[slot], 'POINTS') AS board_id
         FROM (SELECT DISTINCT scope_id, slot FROM placed WHERE ${group === 'NULL::text' ? 'true' : 'scope_id IS NOT NULL'}) AS wanted
     )
     SELECT named.board_id, $6::text AS scope, placed.scope_id, $7::text AS period, (($4::text[])[placed.slot])::date AS period_start,
            nullif(($2::timestamptz[])[placed.slot], '-infinity') AS starts_at,
            nullif(($3::timestamptz[])[placed.slot], 'infinity') AS ends_at,
            placed.ambassador_id, placed.score, placed.reached_at, placed.is_shown
       FROM placed JOIN named ON named.scope_id IS NOT DISTINCT FROM placed.scope_id AND named.slot = placed.slot
      WHERE ($8::text IS NULL OR placed.scope_id = $8)
        AND NOT EXISTS (SELECT FROM board WHERE board.id = named.board_id AND board.frozen_at IS NOT NULL)`,
    [
      programme.programmeId,
      spans.map(({ start }) => time(start, '-infinity')),
      spans.map(({ end }) => time(end, 'infinity')),
      spans.map(({ startsOn }) => startsOn),
      expected.ambassadorIds ?? null,
      boards.scope,
      boards.period,
      expected.scopeId ?? null,
    ],
  );
}

/** From the first to the last instant that any entry counts at. */
async function ledgerSpan(
  manager: EntityManager,
  programmeId: string,
): Promise<{ readonly first: number; readonly last: number }> {
  const [row]: readonly { first: Date | null; last: Date | null }[] = await manager.query(
    "SELECT min(counts_at) AS first, max(counts_at) AS last FROM ledger_entry WHERE programme_id = $1 AND kind <> 'EXCHANGE'",
    [programmeId],
  );
  return { first: row?.first?.getTime() ?? 0, last: row?.last?.getTime() ?? -1 };
}
