import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import type { Board, BoardFinder, BoardRequest } from './board-finder.ts';
import { type BoardInput, boardReaders, type Leaderboard } from './leaderboards.types.ts';

/** The board, as far as it exists for this viewer. Throws BAD_USER_INPUT where the input names no group that it needs. */
export async function findBoardFor(finder: BoardFinder, viewer: Viewer, input: BoardInput): Promise<Board | null> {
  if (!isInside(viewer, input.programme) || !may(viewer, { ...boardReaders, programmeId: input.programme })) return null;
  if (needsGroup(input) && input.scopeId == null) throw badUserInput(`A board of scope ${input.scope} takes a "scopeId".`);
  return finder.find(boardRequestOf(input));
}

export function boardRequestOf(input: BoardInput): BoardRequest {
  const { programme: programmeId, scope, period, measure } = input;
  const scopeId = needsGroup(input) ? (input.scopeId ?? null) : null;
  return { programmeId, scope, scopeId, period, periodStart: input.periodStart ?? null, measure };
}

/** Whether the board is one group's own, and not everybody's or one on which groups stand against each other. */
function needsGroup({ scope, measure }: BoardInput): boolean {
  return scope !== 'PROGRAMME' && measure !== 'POINTS_PER_ACTIVE_MEMBER';
}

export function toLeaderboard(board: Board): Leaderboard {
  const { programmeId, id, scope, period, periodStart, season, scopeId, measure } = board;
  return { programmeId, board, id, scope, period, periodStart, season, scopeId, measure } as Leaderboard;
}
