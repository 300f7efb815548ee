import type { Platform, Slice } from '../../platform/slice.ts';
import { keepLedgerMonthsReady } from './ledger-months.ts';
import { AmbassadorPointsResolver, LedgerEntryResolver } from './points.resolver.ts';

/** The points ledger: booked by whoever records facts, read here. */
export function createPointsSlice(platform: Pick<Platform, 'database' | 'clock' | 'logger'>): Slice {
  const { database } = platform;
  const months = keepLedgerMonthsReady(platform);
  return {
    name: 'points',
    entities: [],
    resolvers: [new AmbassadorPointsResolver({ database }), new LedgerEntryResolver({ database })],
    start: () => months.start(),
    stop: async () => months.stop(),
  };
}
