import type { RankKind } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import { findAmbassadorsByIds, shownMember } from '../../ambassadors/index.ts';
import { FinalStandingsRepository } from '../../final-standings/index.ts';
import { dayIn } from '../../programmes/index.ts';
import { type GroupStanding, readGroupStandings } from '../../standings/index.ts';
import { type Board, pseudonymPeriodOf } from '../board-finder.ts';
import { nothingAbove, ranksFrom } from '../places/leaderboards.repository.ts';

const millisecondsOfADay = 86_400_000;

/** One group's place among others, as everybody may see it. */
export interface ShownGroup {
  readonly rank: number;
  /** Hundredths of a point for each active member. */
  readonly score: number;
  readonly reachedAt: Date;
  readonly group: { readonly id: string; readonly name: string };
  /** Never shown; after whom the group is called: the members of a tandem. */
  readonly ambassadorIds: readonly string[];
}

/** Reads boards on which groups stand against each other. */
export class GroupBoardsService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** The first groups of the board, best first; none on a board of members. */
  async top(
    board: Board,
    { first, rankKind }: { readonly first: number; readonly rankKind: RankKind },
  ): Promise<readonly ShownGroup[]> {
    if (board.measure !== 'POINTS_PER_ACTIVE_MEMBER') return [];
    const { manager } = this.#database;
    const all = await this.#standings(manager, board);
    const standings = all.slice(0, first);
    const ranks = ranksFrom(standings, { kind: rankKind, above: nothingAbove });
    const ids = standings.map(({ groupId }) => groupId);
    const named = await (board.scope === 'TANDEM' ? tandemNames(manager, board, ids) : groupNames(manager, board, ids));
    return standings.map(({ groupId, score, reachedAt }, index) => ({
      rank: ranks[index] ?? 0,
      ...{ score, reachedAt },
      group: { id: groupId, name: named.get(groupId)?.name ?? '' },
      ambassadorIds: named.get(groupId)?.ambassadorIds ?? [],
    }));
  }

  /**
   * The days of a board of groups, which move its places as changes do: its version grows by one with each. 0 on a board of members.
   */
  dayOf({ calendar, final, measure }: Board): number {
    if (measure !== 'POINTS_PER_ACTIVE_MEMBER') return 0;
    const day = dayIn(calendar.calendar.timeZone, final?.takenAt ?? this.#clock.now());
    return Date.parse(`${day}T00:00:00Z`) / millisecondsOfADay;
  }

  async #standings(manager: EntityManager, board: Board): Promise<readonly GroupStanding[]> {
    if (board.final !== null) {
      const places = await new FinalStandingsRepository(manager).places(board.id);
      return places.map(({ memberId, score, reachedAt }) => ({ groupId: memberId, score, reachedAt }));
    }
    const { span, calendar: programme } = board;
    const { minimumGroupSize } = board.programme.privacy;
    return readGroupStandings(manager, { key: board, span, programme, minimumGroupSize, now: this.#clock.now() });
  }
}

interface GroupName {
  readonly name: string;
  readonly ambassadorIds: readonly string[];
}

async function groupNames(
  manager: EntityManager,
  { scope }: Board,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GroupName>> {
  const table = scope === 'DEPARTMENT' ? 'department' : 'team';
  const rows: readonly { id: string; name: string }[] = await manager.query(
    `SELECT id, name FROM ${table} WHERE id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, { name, ambassadorIds: [] }]));
}

/** A tandem is called after its members, each as others may see them. */
async function tandemNames(
  manager: EntityManager,
  board: Board,
  ids: readonly string[],
): Promise<ReadonlyMap<string, GroupName>> {
  const rows: readonly { groupId: string; ambassadorId: string }[] = await manager.query(
    `SELECT DISTINCT group_id AS "groupId", ambassador_id AS "ambassadorId" FROM board_group_member
      WHERE programme_id = $1 AND scope = 'TANDEM' AND group_id = ANY ($2::uuid[]) ORDER BY 1, 2`,
    [board.programmeId, ids],
  );
  const members = await findAmbassadorsByIds(
    manager,
    rows.map(({ ambassadorId }) => ambassadorId),
  );
  const { pseudonymSecret, programme } = board;
  const options = { pseudonymSecret, period: pseudonymPeriodOf(board), language: programme.language };
  const shown = new Map(members.map((member) => [member.id, shownMember(member, options)?.displayName ?? '…']));
  const named = new Map<string, GroupName>();
  for (const { groupId, ambassadorId } of rows) {
    const own = shown.get(ambassadorId) ?? '…';
    const { name, ambassadorIds = [] } = named.get(groupId) ?? {};
    named.set(groupId, {
      name: name === undefined ? own : `${name} & ${own}`,
      ambassadorIds: [...ambassadorIds, ambassadorId],
    });
  }
  return named;
}
