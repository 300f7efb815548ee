import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice } from '../ambassadors/index.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import { AmbassadorKudosResolver, KudosResolver, ProgrammeKudosResolver } from './kudos.resolver.ts';
import { KudosService } from './kudos.service.ts';

/** Thanks between colleagues. */
export function createKudosSlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  others: { readonly programmes: ProgrammeDirectory; readonly ambassadors: AmbassadorsSlice },
): Slice {
  const kudos = new KudosService({ database, clock, programmes: others.programmes });
  return {
    name: 'kudos',
    entities: [],
    resolvers: [
      new KudosResolver({ kudos, ambassadors: others.ambassadors.loader }),
      new ProgrammeKudosResolver(kudos),
      new AmbassadorKudosResolver(kudos),
    ],
  };
}
