import { Args, FieldResolver, Resolver, Root } from 'type-graphql';
import { z } from 'zod';
import type { Clock } from '../../../platform/clock.ts';
import type { Database } from '../../../platform/database/database.ts';
import { connectionFrom, ForwardPageArguments } from '../../../platform/graphql/connection.ts';
import { pageFrom, readPageRequest } from '../../../platform/graphql/pagination.ts';
import { FinalStandingsRepository } from '../../final-standings/index.ts';
import type { Board } from '../board-finder.ts';
import { Leaderboard } from '../leaderboards.types.ts';
import {
  type BoardPeriodEntry,
  BoardPeriodEntryConnection,
  FinalStanding,
  finalStandingToGraphql,
} from './final-standing.types.ts';

/** A page of periods goes on before a first day. */
const firstDay = z.tuple([z.iso.date()]);

interface PeriodRow {
  readonly id: string;
  readonly periodStart: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** What was: the final standing of a board, and the periods that it had. */
@Resolver(() => Leaderboard)
export class ArchiveResolver {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor({ database, clock }: { readonly database: Database; readonly clock: Clock }) {
    this.#database = database;
    this.#clock = clock;
  }

  @FieldResolver(() => FinalStanding, {
    nullable: true,
    description: 'Where the period is frozen: how and when its final standing was taken. Its places are the standings.',
  })
  finalStanding(@Root() { board }: Leaderboard): FinalStanding | null {
    return board.final === null ? null : finalStandingToGraphql(board.final);
  }

  @FieldResolver(() => BoardPeriodEntryConnection, {
    description: 'The periods of which there is such a board, the newest first; none of a board of all time.',
  })
  async periods(@Root() { board }: Leaderboard, @Args(() => ForwardPageArguments) page: ForwardPageArguments) {
    const request = readPageRequest(page, firstDay);
    const [before] = request.position ?? [null];
    const rows = await this.#page(board, { before, limit: request.limit + 1 });
    const finals = await new FinalStandingsRepository(this.#database.manager).find(rows.map(({ id }) => id));
    const now = this.#clock.now();
    return connectionFrom(
      pageFrom(rows, {
        request,
        position: ({ periodStart }) => [periodStart],
        node: ({ id, periodStart, startsAt, endsAt }): BoardPeriodEntry => {
          const final = finals.get(id);
          const season = board.calendar.seasons.find(
            ({ start, end }) => start <= startsAt.getTime() && startsAt.getTime() < end,
          );
          return {
            ...{ periodStart, startsAt, endsAt },
            isPresent: startsAt <= now && now < endsAt,
            season: season === undefined ? null : { ...season, programmeId: board.programmeId },
            finalStanding: final === undefined ? null : finalStandingToGraphql(final),
          };
        },
        totalCount: () => this.#count(board),
      }),
    );
  }

  async #page(
    board: Board,
    { before, limit }: { readonly before: string | null; readonly limit: number },
  ): Promise<readonly PeriodRow[]> {
    return this.#database.manager.query(
      `SELECT id, period_start::text AS "periodStart", starts_at AS "startsAt", ends_at AS "endsAt" FROM board
        WHERE ${sameBoard} AND ($6::date IS NULL OR period_start < $6) ORDER BY period_start DESC LIMIT $7`,
      [...parametersOf(board), before, limit],
    );
  }

  async #count(board: Board): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#database.manager.query(
      `SELECT count(*)::integer AS count FROM board WHERE ${sameBoard}`,
      parametersOf(board),
    );
    return row?.count ?? 0;
  }
}

const sameBoard = `programme_id = $1 AND scope = $2 AND scope_id IS NOT DISTINCT FROM $3 AND period = $4 AND measure = $5
  AND period_start IS NOT NULL`;

function parametersOf({ programmeId, scope, scopeId, period, measure }: Board): unknown[] {
  return [programmeId, scope, scopeId, period, measure];
}
