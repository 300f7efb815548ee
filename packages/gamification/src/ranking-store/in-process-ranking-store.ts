import { RankedBoard } from './ranked-board.ts';
import type { AroundQuery, RankingStore, StandingChange } from './ranking-store.ts';

const empty = new RankedBoard();

/** Boards in the memory of this process: the twin for one node, and the reference for the others. */
export function createInProcessRankingStore(): RankingStore {
  const boards = new Map<string, RankedBoard>();
  const boardOf = (board: string) => boards.get(board) ?? empty;
  return {
    apply: async (board, changes) => applyTo(boards, board, changes),
    page: async (board, { offset, limit, rankKind }) => {
      const ranked = boardOf(board);
      return { total: ranked.size, standings: ranked.standingsFrom(offset, limit, rankKind) };
    },
    around: async (board, query) => around(boardOf(board), query),
    standing: async (board, { memberId, rankKind }) => {
      const found = around(boardOf(board), { memberId, before: 0, after: 0, rankKind });
      return found?.[0] ?? null;
    },
    drop: async (board) => {
      boards.delete(board);
    },
  };
}

function applyTo(boards: Map<string, RankedBoard>, board: string, changes: readonly StandingChange[]): void {
  const ranked = boards.get(board) ?? new RankedBoard();
  for (const change of changes) {
    if ('removed' in change) ranked.remove(change.memberId);
    else ranked.set(change);
  }
  if (ranked.size > 0) boards.set(board, ranked);
  else boards.delete(board);
}

function around(board: RankedBoard, { memberId, before, after, rankKind }: AroundQuery) {
  const position = board.position(memberId);
  if (position === null) return null;
  const first = Math.max(0, position - before);
  return board.standingsFrom(first, position - first + 1 + after, rankKind);
}
