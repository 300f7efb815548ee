import type { Platform, Slice } from '../../platform/slice.ts';
import { ProgrammeOverviewResolver } from './overview.resolver.ts';

export function createOverviewSlice({ database, clock }: Pick<Platform, 'database' | 'clock'>): Slice {
  return { name: 'overview', entities: [], resolvers: [new ProgrammeOverviewResolver({ database, clock })] };
}
