import type { Standing } from '../ranking/standings.ts';
import { checkBatch, checkBoard, checkChange, checkCounts, checkLoad } from './checks.ts';
import { RankedBoard } from './ranked-board.ts';
import type {
  AroundQuery,
  BoardView,
  PageQuery,
  RankingStore,
  StandingChange,
  StandingsBatch,
  StandingsLoad,
  WriteResult,
} from './ranking-store.ts';

interface VersionedBoard {
  readonly ranked: RankedBoard;
  version: number;
}

const unknown: VersionedBoard = { ranked: new RankedBoard(), version: 0 };

/** Boards in the memory of this process: the twin for one node, and the reference for the others. */
export function createInProcessRankingStore(): RankingStore {
  const boards = new Map<string, VersionedBoard>();
  const boardOf = (board: string) => {
    checkBoard(board);
    return boards.get(board) ?? unknown;
  };
  return {
    apply: async (board, batch) => applyBatch(boards, board, batch),
    load: async (board, load) => loadBoard(boards, board, load),
    page: async (board, query) => page(boardOf(board), query),
    around: async (board, query) => around(boardOf(board), query),
    drop: async (board) => {
      checkBoard(board);
      boards.delete(board);
    },
  };
}

function applyBatch(boards: Map<string, VersionedBoard>, name: string, batch: StandingsBatch): WriteResult {
  checkBoard(name);
  checkBatch(batch);
  const board = boards.get(name) ?? { ranked: new RankedBoard(), version: 0 };
  if (batch.toVersion <= board.version) return { outcome: 'ALREADY', version: board.version };
  if (batch.fromVersion > board.version) return { outcome: 'GAP', version: board.version };
  applyChanges(board.ranked, batch.changes);
  board.version = batch.toVersion;
  boards.set(name, board);
  return { outcome: 'APPLIED', version: board.version };
}

/** In their order; standings between two removals go together. */
function applyChanges(ranked: RankedBoard, changes: readonly StandingChange[]): void {
  let standings: Standing[] = [];
  for (const change of changes) {
    if (!('removed' in change)) {
      standings.push(change);
      continue;
    }
    ranked.setAll(standings);
    standings = [];
    ranked.remove(change.memberId);
  }
  ranked.setAll(standings);
}

async function loadBoard(
  boards: Map<string, VersionedBoard>,
  name: string,
  { version, chunks }: StandingsLoad,
): Promise<WriteResult<'APPLIED' | 'ALREADY'>> {
  checkBoard(name);
  checkLoad({ version });
  const before = boards.get(name)?.version ?? 0;
  if (before >= version) return { outcome: 'ALREADY', version: before };
  const ranked = await rankedFrom(chunks);
  // Asked once more: somebody may have carried the board on while the chunks came.
  const present = boards.get(name)?.version ?? 0;
  if (present >= version) return { outcome: 'ALREADY', version: present };
  boards.set(name, { ranked, version });
  return { outcome: 'APPLIED', version };
}

async function rankedFrom(chunks: StandingsLoad['chunks']): Promise<RankedBoard> {
  const ranked = new RankedBoard();
  let count = 0;
  for await (const chunk of chunks) {
    for (const standing of chunk) checkChange(standing);
    ranked.setAll(chunk);
    count += chunk.length;
  }
  if (ranked.size !== count) throw new RangeError('a member occurs twice on a board that is loaded');
  return ranked;
}

function page({ ranked, version }: VersionedBoard, { offset, limit, rankKind }: PageQuery): BoardView {
  checkCounts({ offset, limit });
  return { version, total: ranked.size, standings: ranked.standingsFrom(offset, limit, rankKind) };
}

function around({ ranked, version }: VersionedBoard, { memberId, before, after, rankKind }: AroundQuery): BoardView {
  checkCounts({ before, after });
  const position = ranked.position(memberId);
  if (position === null) return { version, total: ranked.size, standings: [] };
  const first = Math.max(0, position - before);
  return { version, total: ranked.size, standings: ranked.standingsFrom(first, position - first + 1 + after, rankKind) };
}
