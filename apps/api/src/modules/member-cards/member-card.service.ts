import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { findAmbassadorsByIds, isShownToOthers } from '../ambassadors/index.ts';
import {
  type Board,
  LeaderboardsRepository,
  type LeaderboardsService,
  ranksFrom,
  type ShownStanding,
  type StandingRow,
} from '../leaderboards/index.ts';
import { periodAt } from '../standings/index.ts';
import { pointsSince, ScoreHistory } from './score-history.ts';

/** What changed for a member since a moment; ranks as in competitions. */
export interface Movement {
  readonly since: Date;
  readonly points: number;
  /** Places gained (positive) or lost; null for who was not on the board then. */
  readonly places: number | null;
}

/** What one member sees of one board. */
export interface MemberCard {
  readonly board: Board;
  readonly ambassadorId: string;
  /** Null before the first points. */
  readonly rank: number | null;
  readonly score: number;
  readonly isShownToOthers: boolean;
  readonly pointsToNextRank: number | null;
  readonly neighbours: readonly ShownStanding[];
  readonly sinceYesterday: Movement | null;
  readonly sinceLastWeek: Movement | null;
  readonly lastPeriodScore: number | null;
  readonly personalBest: { readonly periodStart: string; readonly score: number } | null;
  readonly pointsPerWeek: number;
  readonly averageScore: number | null;
}

const neighboursOnEachSide = 2;
const week = 7 * 86_400_000;

/** The view from a member's own place. */
export class MemberCardService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #leaderboards: LeaderboardsService;
  readonly #history = new ScoreHistory();

  constructor(dependencies: {
    readonly database: Database;
    readonly clock: Clock;
    readonly leaderboards: LeaderboardsService;
  }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#leaderboards = dependencies.leaderboards;
  }

  /** Null on boards where groups stand, and for who is no member, or none any more. The caller has checked that the card is for the reader's eyes. */
  async read(board: Board, ambassadorId: string): Promise<MemberCard | null> {
    const { manager } = this.#database;
    const [member] = await findAmbassadorsByIds(manager, [ambassadorId]);
    if (member === undefined || member.status === 'LEFT' || board.measure === 'POINTS_PER_ACTIVE_MEMBER') return null;
    const repository = new LeaderboardsRepository(manager, board.rows);
    const own = await repository.standingOf(ambassadorId);
    const now = this.#clock.now();
    return {
      ...{ board, ambassadorId },
      rank: own === null ? null : await rankOf(repository, own),
      score: own?.score ?? 0,
      isShownToOthers: isShownToOthers(member),
      pointsToNextRank: await pointsToNextRank(repository, own),
      neighbours: await this.#leaderboards.around(board, {
        ...{ ambassadorId, radius: neighboursOnEachSide, rankKind: 'COMPETITION' },
      }),
      sinceYesterday: await this.#movement(board, own, startOf('DAY', board, now)),
      sinceLastWeek: await this.#movement(board, own, startOf('WEEK', board, now)),
      ...(await bestsOf(manager, board, ambassadorId)),
      pointsPerWeek: perWeek(board, { score: own?.score ?? 0, joinedAt: member.joinedAt, now }),
      averageScore: await averageScore(repository, board),
    };
  }

  /** Null where the period began later than the moment, where it is over, and where the measure knows no earlier ranks. */
  async #movement(board: Board, own: StandingRow | null, moment: Date): Promise<Movement | null> {
    const { start } = board.span;
    const isFollowed = board.measure === 'POINTS' && ['PROGRAMME', 'DEPARTMENT', 'TEAM'].includes(board.scope);
    if (own === null || board.final !== null || !isFollowed) return null;
    if (start !== null && start >= moment.getTime()) return null;
    const { manager } = this.#database;
    const points = await pointsSince(manager, board, { ambassadorId: own.ambassadorId, moment });
    const scoreThen = own.score - points;
    if (scoreThen === 0) return { since: moment, points, places: null };
    const above = await this.#history.countAbove(manager, board, { moment, score: scoreThen });
    const rankNow = await rankOf(new LeaderboardsRepository(manager, board.rows), own);
    return { since: moment, points, places: above + 1 - rankNow };
  }
}

function startOf(period: 'DAY' | 'WEEK', { calendar }: Board, now: Date): Date {
  return new Date(periodAt(calendar, period, now.getTime())?.start ?? now.getTime());
}

async function rankOf(repository: LeaderboardsRepository, own: StandingRow): Promise<number> {
  const [rank] = ranksFrom([own], { kind: 'COMPETITION', above: await repository.surroundings(own) });
  return rank ?? 0;
}

/** To share the next rank, equal points are enough. */
async function pointsToNextRank(repository: LeaderboardsRepository, own: StandingRow | null): Promise<number | null> {
  const score = own?.score ?? 0;
  const next = await repository.nextScoreAbove(score);
  return next === null ? null : next - score;
}

/** Of all periods of this length, before the board's own, on the board of the whole programme: who changed the group keeps the bests. */
async function bestsOf(
  manager: EntityManager,
  board: Board,
  ambassadorId: string,
): Promise<Pick<MemberCard, 'lastPeriodScore' | 'personalBest'>> {
  if (board.periodStart === null) return { lastPeriodScore: null, personalBest: null };
  const rows: readonly { periodStart: string; score: string }[] = await manager.query(
    `SELECT period_start::text AS "periodStart", score FROM standing JOIN board ON board.id = standing.board_id
      WHERE ambassador_id = $1 AND programme_id = $2 AND scope = 'PROGRAMME' AND period = $3 AND measure = 'POINTS' AND period_start < $4
      ORDER BY period_start DESC`,
    [ambassadorId, board.programmeId, board.period, board.periodStart],
  );
  const scores = rows.map(({ periodStart, score }) => ({ periodStart, score: Number(score) }));
  const best = scores.reduce<(typeof scores)[number] | null>(
    (known, period) => (known === null || period.score > known.score ? period : known),
    null,
  );
  return { lastPeriodScore: scores[0]?.score ?? null, personalBest: best };
}

/** By the weeks that the member could take part in: since the period began or since joining, at least one week. */
function perWeek(
  { span }: Board,
  { score, joinedAt, now }: { readonly score: number; readonly joinedAt: Date; readonly now: Date },
): number {
  const since = Math.max(span.start ?? 0, joinedAt.getTime());
  const until = Math.min(span.end ?? now.getTime(), now.getTime());
  return Math.round((100 * score) / Math.max(1, (until - since) / week)) / 100;
}

/** Of fewer members than the minimum group size the mean would tell what each of them has. */
async function averageScore(repository: LeaderboardsRepository, { programme }: Board): Promise<number | null> {
  if ((await repository.memberCount()) < programme.privacy.minimumGroupSize) return null;
  const average = await repository.averageScore();
  return average === null ? null : Math.round(average * 100) / 100;
}
