import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice } from '../ambassadors/index.ts';
import { AmbassadorExchangesResolver, PointsExchangeResolver } from './points-exchange.resolver.ts';
import { PointsExchangeService } from './points-exchange.service.ts';

/** Points that people give on. */
export function createPointsExchangeSlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  { ambassadors }: { readonly ambassadors: AmbassadorsSlice },
): Slice {
  const exchanges = new PointsExchangeService({ database, clock });
  return {
    name: 'points-exchange',
    entities: [],
    resolvers: [
      new PointsExchangeResolver({ exchanges, ambassadors: ambassadors.loader }),
      new AmbassadorExchangesResolver({ exchanges }),
    ],
  };
}
