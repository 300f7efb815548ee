import type { EntityManager } from 'typeorm';
import { dayIn, type ProgrammeCalendar } from '../programmes/index.ts';
import type { BoardKey } from './board-key.ts';
import type { BoardPeriodSpan } from './board-periods.ts';

/** One group among others. */
export interface GroupStanding {
  readonly groupId: string;
  /** Hundredths of a point for each active member, rounded down. */
  readonly score: number;
  readonly reachedAt: Date;
}

/**
 * Who counts for which group, and for how many days of the period: a late joiner for the days since joining. Of departments and teams
 * the present members that are neither paused nor hidden; of tandems both partners, and none of the tandem unless both are shown.
 */
const membersInSql = {
  DEPARTMENT: ofColumn('department_id'),
  TEAM: ofColumn('team_id'),
  TANDEM: `SELECT membership.group_id::text AS group_id, membership.ambassador_id AS id, greatest(membership.valid_from, $4) AS since,
                  least(membership.valid_until, $5) AS until
             FROM board_group_member AS membership
            WHERE membership.programme_id = $1 AND membership.scope = 'TANDEM'
              AND membership.valid_from < $5 AND ($4 IS NULL OR coalesce(membership.valid_until, 'infinity') > $4)
              AND $7::date IS NOT NULL
              AND NOT EXISTS (SELECT FROM board_group_member AS partner JOIN ambassador ON ambassador.id = partner.ambassador_id
                               WHERE partner.programme_id = $1 AND partner.scope = 'TANDEM' AND partner.group_id = membership.group_id
                                 AND (ambassador.status = 'LEFT' OR ambassador.visibility = 'HIDDEN'))`,
} as const;

function ofColumn(column: 'department_id' | 'team_id'): string {
  return `SELECT ${column}::text AS group_id, id, greatest(joined_at, $4) AS since, $5::timestamptz AS until
            FROM ambassador
           WHERE programme_id = $1 AND ${column} IS NOT NULL AND visibility <> 'HIDDEN'
             AND (status = 'ACTIVE' OR (status = 'PAUSED' AND paused_until < $7::date))`;
}

/**
 * Groups against each other, best first: points of the active members, for each member and day of the period so far, today included. Five beat fifty
 * where each of them does more. Groups with fewer active members than the programme's minimum are left out (a tandem has two and is
 * shown as two), and so is a group without points.
 */
export async function readGroupStandings(
  manager: EntityManager,
  board: {
    readonly key: BoardKey;
    readonly span: BoardPeriodSpan;
    readonly programme: ProgrammeCalendar;
    readonly minimumGroupSize: number;
    readonly now: Date;
  },
): Promise<readonly GroupStanding[]> {
  const { key, span, programme, now } = board;
  const scope = groupScope(key);
  const until = new Date(Math.min(now.getTime(), span.end ?? now.getTime()));
  const start = span.start === null ? null : new Date(span.start);
  const rows: readonly { groupId: string; score: string; reachedAt: Date }[] = await manager.query(
    `WITH member AS (${membersInSql[scope]}),
          weighed AS (SELECT group_id, id, ${daysInSql('since', 'until')} AS days FROM member),
          sized AS (
            SELECT group_id, sum(days) AS member_days, board_id($1, $2, group_id, $3, $8, 'POINTS') AS board_id
              FROM weighed GROUP BY group_id HAVING count(DISTINCT id) >= $6)
     SELECT sized.group_id AS "groupId", max(standing.reached_at) AS "reachedAt",
            div(100 * sum(standing.score) * ${daysInSql('$4::timestamptz', '$5::timestamptz')}, max(sized.member_days))::bigint AS score
       FROM sized JOIN standing ON standing.board_id = sized.board_id
      WHERE standing.ambassador_id IN (SELECT id FROM member WHERE member.group_id = sized.group_id)
      GROUP BY sized.group_id
      ORDER BY score DESC, "reachedAt", "groupId"`,
    [
      key.programmeId,
      scope,
      key.period,
      start,
      until,
      scope === 'TANDEM' ? 1 : board.minimumGroupSize,
      dayIn(programme.calendar.timeZone, now),
      span.startsOn,
      programme.calendar.timeZone,
    ],
  );
  return rows.map(({ groupId, score, reachedAt }) => ({ groupId, score: Number(score), reachedAt }));
}

/**
 * Days of the programme's calendar that a span of time touches, at least one; one where there is no beginning: of all time everybody
 * counts the same. Days and not hours, so that between two midnights only points and members move a group.
 */
function daysInSql(since: string, until: string): string {
  return `CASE WHEN $4::timestamptz IS NULL THEN 1
               ELSE greatest(1, ((${until} - interval '1 microsecond') AT TIME ZONE $9)::date
                                - ((${since}) AT TIME ZONE $9)::date + 1) END`;
}

function groupScope({ scope }: BoardKey): keyof typeof membersInSql {
  if (scope === 'DEPARTMENT' || scope === 'TEAM' || scope === 'TANDEM') return scope;
  throw new Error(`groups of scope ${scope} do not stand against each other`);
}
