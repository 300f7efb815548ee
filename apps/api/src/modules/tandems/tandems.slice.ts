import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice } from '../ambassadors/index.ts';
import { TandemActsResolver } from './tandem-acts.resolver.ts';
import { TandemMembersResolver } from './tandem-members.resolver.ts';
import { TandemUpkeep } from './tandem-upkeep.ts';
import {
  AffinityFactorResolver,
  AmbassadorTandemsResolver,
  ProgrammeTandemsResolver,
  TandemsResolver,
} from './tandems.resolver.ts';
import { TandemsService } from './tandems.service.ts';

/** Tandems and their life. How they are found is the tandem-runs slice's. */
export interface TandemsSlice extends Slice {
  readonly upkeep: TandemUpkeep;
}

export function createTandemsSlice(
  { database, events, clock }: Platform,
  { ambassadors }: { readonly ambassadors: AmbassadorsSlice },
): TandemsSlice {
  const tandems = new TandemsService({ database, clock });
  return {
    name: 'tandems',
    entities: [],
    resolvers: [
      new TandemsResolver({ tandems, events }),
      new TandemActsResolver(tandems),
      new TandemMembersResolver({ database, facts: ambassadors.facts, ambassadors: ambassadors.loader }),
      new AffinityFactorResolver(),
      new AmbassadorTandemsResolver(tandems),
      new ProgrammeTandemsResolver(tandems),
    ],
    upkeep: new TandemUpkeep({ database, clock }),
  };
}
