export { boardMembership } from './board-membership.ts';
export { boardChanged } from './leaderboards.events.ts';
export { createLeaderboardsSlice } from './leaderboards.slice.ts';
export { applyToStandings, type BookedPoints, type ChangedBoard, type MemberPlace } from './standings.projection.ts';
