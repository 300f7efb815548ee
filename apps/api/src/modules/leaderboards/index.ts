export { type Board, type BoardFinder, type BoardRequest, pseudonymPeriodOf } from './board-finder.ts';
export { boardRequestOf, findBoardFor, toLeaderboard } from './board-requests.ts';
export { toGroupStanding } from './groups/group-boards.resolver.ts';
export type { BoardPage, LeaderboardsService, ShownStanding } from './leaderboards.service.ts';
export { createLeaderboardsSlice, type LeaderboardsSlice } from './leaderboards.slice.ts';
export {
  BoardInput,
  BoardMeasureEnum,
  BoardMember,
  BoardPeriodEnum,
  BoardScopeEnum,
  boardReaders,
  Leaderboard,
  Standing,
} from './leaderboards.types.ts';
export type { BoardUpdates, LiveBoards } from './live/live-boards.ts';
export { LeaderboardsRepository, ranksFrom, type StandingRow } from './places/leaderboards.repository.ts';
