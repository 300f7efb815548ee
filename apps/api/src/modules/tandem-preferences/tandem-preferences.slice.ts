import type { Platform, Slice } from '../../platform/slice.ts';
import type { AmbassadorsSlice } from '../ambassadors/index.ts';
import { AmbassadorTandemPreferencesResolver, TandemPreferencesResolver } from './tandem-preferences.resolver.ts';
import { type RestListener, TandemPreferencesService } from './tandem-preferences.service.ts';

/** What people say about tandems. */
export function createTandemPreferencesSlice(
  { database }: Platform,
  dependencies: { readonly ambassadors: AmbassadorsSlice; readonly listeners: readonly RestListener[] },
): Slice {
  const { ambassadors, listeners } = dependencies;
  const preferences = new TandemPreferencesService({ database, facts: ambassadors.facts, listeners });
  return {
    name: 'tandem-preferences',
    entities: [],
    resolvers: [
      new TandemPreferencesResolver({ preferences, ambassadors: ambassadors.loader }),
      new AmbassadorTandemPreferencesResolver(preferences),
    ],
  };
}
