export { createLeaderboardsSlice } from './leaderboards.slice.ts';
export { BoardMeasureEnum, BoardPeriodEnum, BoardScopeEnum, boardReaders } from './leaderboards.types.ts';
