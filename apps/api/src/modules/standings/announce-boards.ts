import type { StandingChange } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { Announcement, Transaction } from '../../platform/database/database.ts';
import { boardChanged } from './standings.events.ts';
import type { ChangedBoard } from './standings.projection.ts';

/** Tells everybody that boards have changed, and the commit listeners of this process which of their standings. */
export function announceBoards({ announce }: Pick<Transaction, 'announce'>, boards: readonly ChangedBoard[]): void {
  for (const board of boards) {
    const { boardId, version } = board;
    announce(boardChanged.event({ boardId, version }), board);
  }
}

/** The boards that a committed transaction has changed, in the order in which it did; one may occur several times. */
export function changedBoardsIn(announcements: readonly Announcement[]): readonly ChangedBoard[] {
  return announcements
    .filter(({ event }) => event.topic === boardChanged.name)
    .map(({ event, attachment = event.payload }) => attachment as ChangedBoard);
}

interface PlaceRow {
  readonly boardId: string;
  readonly score: string;
  readonly reachedAt: Date;
  readonly isShown: boolean;
}

/** The same boards with the one member's present place on each, where that is all that changed on them. */
export async function withPlaceOf(
  manager: EntityManager,
  boards: readonly ChangedBoard[],
  memberId: string,
): Promise<readonly ChangedBoard[]> {
  const rows: readonly PlaceRow[] = await manager.query(
    `SELECT board_id AS "boardId", score, reached_at AS "reachedAt", is_shown AS "isShown" FROM standing
      WHERE ambassador_id = $1 AND board_id = ANY ($2::uuid[])`,
    [memberId, boards.map(({ boardId }) => boardId)],
  );
  const places = new Map(rows.map((row) => [row.boardId, row]));
  return boards.map((board) => ({ ...board, changes: [changeOf(memberId, places.get(board.boardId))] }));
}

function changeOf(memberId: string, place: PlaceRow | undefined): StandingChange {
  if (place === undefined || !place.isShown) return { memberId, removed: true };
  return { memberId, score: Number(place.score), reachedAt: place.reachedAt.getTime() };
}
