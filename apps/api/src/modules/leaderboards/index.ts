export { type Board, type BoardFinder, type BoardRequest, pseudonymPeriodOf } from './board-finder.ts';
export { toGroupStanding } from './group-boards.resolver.ts';
export type { BoardPage, LeaderboardsService, ShownStanding } from './leaderboards.service.ts';
export { createLeaderboardsSlice, type LeaderboardsSlice } from './leaderboards.slice.ts';
export {
  BoardMeasureEnum,
  BoardPeriodEnum,
  BoardScopeEnum,
  boardReaders,
} from './leaderboards.types.ts';
export type { BoardUpdates, LiveBoards } from './live-boards.ts';
