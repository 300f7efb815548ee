import type { Platform, Slice } from '../../platform/slice.ts';
import type { LeaderboardsSlice } from '../leaderboards/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { WallBoardsResolver } from './wall-boards.resolver.ts';
import { WallBoardsService } from './wall-boards.service.ts';
import { WallReading } from './wall-reading.ts';

/** Boards for screens that everybody can see: without signing in, by a link that can be revoked. */
export function createWallBoardsSlice(
  { database, clock, events }: Platform,
  { programmes, boards }: { readonly programmes: ProgrammeDirectory; readonly boards: LeaderboardsSlice },
): Slice {
  const service = new WallBoardsService({ database, clock }, boards);
  const reading = new WallReading({ database, events, clock, programmes, boards });
  return { name: 'wall-boards', entities: [], resolvers: [new WallBoardsResolver({ service, reading, database })] };
}
