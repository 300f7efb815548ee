export type { RankReader } from './ranked-boards.ts';
export { createRankingsSlice } from './rankings.slice.ts';
export { type RebuiltProgramme, rebuildDatabase } from './rebuild-database.ts';
