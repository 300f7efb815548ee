import type { EntityManager } from 'typeorm';
import { readPauses } from '../badge-awards/index.ts';
import { type Claim, newcomerWeeks, type PodiumMeasure, podiumMeasures, silenceInDays } from './podiums.ts';

/** The season of a programme, in whose name somebody is honoured. */
export interface HonouredSeason {
  readonly programmeId: string;
  readonly timeZone: string;
  /** The first day, YYYY-MM-DD. */
  readonly startsOn: string;
  readonly start: Date;
  readonly end: Date;
  /** Until when what happened in the season could be told. */
  readonly graceUntil: Date;
}

/** A claim, and whether others may know whose it is. */
export interface ShownClaim extends Claim {
  /** How many people stand behind it. */
  readonly people: number;
  /** Whether all of them show their own names. */
  readonly isNamed: boolean;
}

const milliseconds = (expression: string) => `round(extract(epoch FROM ${expression}) * 1000)::float8`;
const day = 86_400_000;

/** Who stands on boards: nobody else is honoured before others. */
const SHOWN = `SELECT id, joined_at, visibility = 'NAMED' AS is_named FROM ambassador
  WHERE programme_id = $1 AND status <> 'LEFT' AND visibility <> 'HIDDEN' AND erased_at IS NULL`;

/** What they did, as it is told now; what the programme itself records of a challenge is no deed of its own. $2: the end of the grace. */
const DEEDS = `SELECT activity.ambassador_id, coalesce(correction.occurred_at, activity.occurred_at) AS at
  FROM activity
  LEFT JOIN LATERAL (
    SELECT occurred_at FROM activity_correction WHERE activity_id = activity.id ORDER BY sequence DESC LIMIT 1
  ) AS correction ON true
 WHERE programme_id = $1 AND recorded_at < $2 AND kind <> 'CHALLENGE_REACHED'
   AND NOT EXISTS (SELECT FROM activity_withdrawal WHERE activity_id = activity.id)`;

/** `told` holds a row for each thing that counts: whose, which (the same thing counts once), and when. */
const CLAIMS = `SELECT shown.id AS "subjectId", count(*)::float8 AS value, ${milliseconds('max(first)')} AS "reachedAt", 1 AS people,
    is_named AS "isNamed"
  FROM (SELECT subject_id, min(at) AS first FROM told GROUP BY subject_id, thing) AS things
  JOIN shown ON shown.id = subject_id
 GROUP BY shown.id, is_named`;

type Reader = (manager: EntityManager, season: HonouredSeason) => Promise<readonly ShownClaim[]>;

/** Everybody's claims to a podium. Those of people and tandems are read from what happened, the others from final standings. */
export async function readClaims(
  manager: EntityManager,
  season: HonouredSeason,
): Promise<ReadonlyMap<PodiumMeasure, readonly ShownClaim[]>> {
  const claims = new Map<PodiumMeasure, readonly ShownClaim[]>();
  for (const measure of podiumMeasures) claims.set(measure, await readers[measure](manager, season));
  return claims;
}

const readers: Readonly<Record<PodiumMeasure, Reader>> = {
  POINTS: (manager, season) => ofFinalStanding(manager, season, { scope: 'PROGRAMME', measure: 'POINTS' }),
  BEST_DEPARTMENT: (manager, season) =>
    ofFinalStanding(manager, season, { scope: 'DEPARTMENT', measure: 'POINTS_PER_ACTIVE_MEMBER' }),
  MOST_HELPFUL: (manager, { programmeId, start, end }) =>
    manager.query(
      `WITH shown AS (${SHOWN}), told AS (
         SELECT receiver_id AS subject_id, giver_id AS thing, sent_at AS at FROM kudos
          WHERE programme_id = $1 AND sent_at >= $2 AND sent_at < $3 AND taken_down_at IS NULL
            AND NOT EXISTS (SELECT FROM kudos_refusal WHERE ambassador_id = receiver_id)
          UNION ALL
         SELECT one.ambassador_id, other.ambassador_id, story.confirmed_at
           FROM tandem_story AS story JOIN tandem ON tandem.id = story.tandem_id
           JOIN tandem_story_teller AS one ON one.story_id = story.id
           JOIN tandem_story_teller AS other ON other.story_id = story.id AND other.ambassador_id <> one.ambassador_id
          WHERE tandem.programme_id = $1 AND story.confirmed_at >= $2 AND story.confirmed_at < $3
            AND one.confirmed_at IS NOT NULL AND other.confirmed_at IS NOT NULL
       ) ${CLAIMS}`,
      [programmeId, start, end],
    ),
  BEST_NEWCOMER: (manager, { programmeId, start, end, graceUntil }) =>
    manager.query(
      `WITH shown AS (${SHOWN}), deed AS (${DEEDS}), newcomer AS (
         SELECT shown.id, least(joined_at, min(happened_at)) AS joined
           FROM shown LEFT JOIN participation_event ON ambassador_id = shown.id AND kind = 'JOINED'
          GROUP BY shown.id, joined_at
       ), told AS (
         SELECT newcomer.id AS subject_id, floor(extract(epoch FROM deed.at - joined) / 604800) AS thing, deed.at
           FROM newcomer JOIN deed ON deed.ambassador_id = newcomer.id
          WHERE joined >= $3 AND joined <= $4::timestamptz - $5 * interval '168 hours'
            AND deed.at >= joined AND deed.at < joined + $5 * interval '168 hours' AND deed.at < $4
       ) ${CLAIMS}`,
      [programmeId, graceUntil, start, end, newcomerWeeks],
    ),
  BEST_TANDEM: (manager, { programmeId, start, end }) =>
    manager.query(
      `WITH shown AS (${SHOWN})
       SELECT tandem.id AS "subjectId", told.stories AS value, ${milliseconds('told.latest')} AS "reachedAt", members.people,
              members.is_named AS "isNamed"
         FROM tandem
         JOIN LATERAL (
           SELECT count(*)::float8 AS stories, max(confirmed_at) AS latest FROM tandem_story
            WHERE tandem_id = tandem.id AND confirmed_at >= $2 AND confirmed_at < $3
         ) AS told ON stories > 0
         JOIN LATERAL (
           SELECT count(*)::integer AS people, bool_and(is_named) AS is_named, count(shown.id) = count(*) AS are_shown
             FROM tandem_member LEFT JOIN shown ON shown.id = ambassador_id WHERE tandem_id = tandem.id AND NOT has_gone
         ) AS members ON are_shown
        WHERE tandem.programme_id = $1`,
      [programmeId, start, end],
    ),
  BEST_COMEBACK: async (manager, season) => {
    const backs = await readComebacks(manager, season);
    return manager.query(
      `WITH shown AS (${SHOWN}), deed AS (${DEEDS}), back AS (
         SELECT * FROM unnest($3::uuid[], $4::timestamptz[]) AS back (id, at)
       ), told AS (
         SELECT back.id AS subject_id, date_trunc('week', deed.at AT TIME ZONE $6) AS thing, deed.at
           FROM back JOIN deed ON deed.ambassador_id = back.id AND deed.at >= back.at AND deed.at < $5
       ) ${CLAIMS}`,
      [
        ...[season.programmeId, season.graceUntil, backs.map(({ id }) => id), backs.map(({ at }) => new Date(at))],
        ...[season.end, season.timeZone],
      ],
    );
  },
};

/** The first places of a final standing, whom others still may see; none where the board was not kept. */
async function ofFinalStanding(
  manager: EntityManager,
  { programmeId, startsOn }: HonouredSeason,
  { scope, measure }: { readonly scope: string; readonly measure: string },
): Promise<readonly ShownClaim[]> {
  return manager.query(
    `WITH shown AS (${SHOWN})
     SELECT member_id AS "subjectId", score::float8 AS value, ${milliseconds('reached_at')} AS "reachedAt", 1 AS people, true AS "isNamed"
       FROM final_place JOIN board ON board.id = board_id
      WHERE programme_id = $1 AND period = 'SEASON' AND period_start = $2 AND scope = $3 AND measure = $4
        AND ($3 <> 'PROGRAMME' OR EXISTS (SELECT FROM shown WHERE id = member_id))
      ORDER BY place LIMIT 50`,
    [programmeId, startsOn, scope, measure],
  );
}

interface Return {
  readonly id: string;
  /** The activity before the silence, and the first one after it. */
  readonly before: number;
  readonly at: number;
}

/** Everybody's first return of the season after a silence that no declared pause explains. */
async function readComebacks(
  manager: EntityManager,
  { programmeId, start, end, graceUntil }: HonouredSeason,
): Promise<readonly Return[]> {
  const returns: readonly Return[] = await manager.query(
    `WITH shown AS (${SHOWN}), deed AS (${DEEDS}), followed AS (
       SELECT shown.id, at, lag(at) OVER (PARTITION BY shown.id ORDER BY at) AS before
         FROM shown JOIN deed ON deed.ambassador_id = shown.id
     )
     SELECT id, ${milliseconds('before')} AS before, ${milliseconds('at')} AS at FROM followed
      WHERE at >= $3 AND at < $4 AND at - before >= $5 * interval '24 hours' ORDER BY id, at`,
    [programmeId, graceUntil, start, end, silenceInDays],
  );
  const pauses = await readPauses(
    manager,
    returns.map(({ id }) => id),
  );
  const first = new Map<string, Return>();
  for (const back of returns) {
    const rested = (pauses.get(back.id) ?? []).reduce((sum, { from, until }) => {
      const overlap = Math.min(until ?? back.at, back.at) - Math.max(from, back.before);
      return sum + Math.max(0, overlap);
    }, 0);
    if (!first.has(back.id) && back.at - back.before - rested >= silenceInDays * day) first.set(back.id, back);
  }
  return [...first.values()];
}
