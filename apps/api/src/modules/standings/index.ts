export { type BoardKey, boardId } from './board-key.ts';
export { type BoardKind, isPossibleKind, kindFromName, nameOfKind } from './board-kinds.ts';
export { boardMembership } from './board-membership.ts';
export { type BoardPeriodSpan, periodAt, periodStartingOn } from './board-periods.ts';
export { type BoardGroup, type GroupMembership, setGroupMemberships } from './group-memberships.ts';
export { type RebuildProgress, type RebuildReport, rebuildBoards } from './rebuild-boards.ts';
export { boardChanged } from './standings.events.ts';
export { applyToStandings, type BookedPoints, type ChangedBoard, type MemberPlace } from './standings.projection.ts';
