import type { Platform, Slice } from '../../platform/slice.ts';
import { AmbassadorPointsResolver, LedgerEntryResolver } from './points.resolver.ts';

/** The points ledger: booked by whoever records facts, read here. */
export function createPointsSlice({ database }: Pick<Platform, 'database'>): Slice {
  return {
    name: 'points',
    entities: [],
    resolvers: [new AmbassadorPointsResolver({ database }), new LedgerEntryResolver({ database })],
  };
}
