import type { Platform, Slice } from '../../platform/slice.ts';
import type { BoardMembership, ProgrammeFactsReader } from '../ambassadors/index.ts';
import { ErasureResolver } from './erasure.resolver.ts';
import { ErasureService, type PersonalTraces } from './erasure.service.ts';

export type { PersonalTraces } from './erasure.service.ts';

/** Erasing people: what the platform knows of them goes, what they earned stays and adds up. */
export function createErasureSlice(
  { database, clock }: Platform,
  dependencies: {
    readonly facts: ProgrammeFactsReader;
    readonly boards: readonly BoardMembership[];
    readonly traces: readonly PersonalTraces[];
  },
): Slice {
  const service = new ErasureService({ database, clock, ...dependencies });
  return { name: 'erasure', entities: [], resolvers: [new ErasureResolver(service)] };
}
