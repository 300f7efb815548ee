import type { Authenticator } from '../../platform/auth/authenticator.ts';
import type { Slice } from '../../platform/slice.ts';
import type { LeaderboardsSlice } from '../leaderboards/index.ts';
import { boardExportRoutes } from './board-exports.routes.ts';

/** Boards as files, with the names that everybody may see on them. */
export function createBoardExportsSlice(dependencies: {
  readonly authenticator: Authenticator;
  readonly boards: LeaderboardsSlice;
}): Slice {
  return { name: 'board-exports', entities: [], resolvers: [], routes: boardExportRoutes(dependencies) };
}
