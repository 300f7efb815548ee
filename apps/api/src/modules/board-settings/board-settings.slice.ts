import type { Platform, Slice } from '../../platform/slice.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { BoardSettingsResolver } from './board-settings.resolver.ts';
import { BoardSettingsService } from './board-settings.service.ts';

/** Which boards a programme has: chosen by its admins, told to everybody. */
export function createBoardSettingsSlice({ database, clock }: Platform, programmes: ProgrammeDirectory): Slice {
  const service = new BoardSettingsService({ database, clock, programmes });
  return { name: 'board-settings', entities: [], resolvers: [new BoardSettingsResolver({ service, programmes })] };
}
