export { createLeaderboardsSlice } from './leaderboards.slice.ts';
