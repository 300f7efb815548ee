import type { KeyObject } from 'node:crypto';
import type { Platform, Slice } from '../../platform/slice.ts';
import type { AwardsService } from '../badge-awards/index.ts';
import { addressesAt } from './credential-addresses.ts';
import { credentialKeysOf } from './credential-keys.ts';
import { AwardCredentialResolver, CredentialsResolver } from './credentials.resolver.ts';
import { credentialRoutes } from './credentials.routes.ts';
import { CredentialsService } from './credentials.service.ts';

/** Awards as signed credentials that people take with them. `base` is the address of the installation, `keys` its private keys. */
export function createCredentialsSlice(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  options: { readonly awards: AwardsService; readonly keys: readonly KeyObject[]; readonly base: string },
): Slice {
  const { awards, keys, base } = options;
  const service = new CredentialsService({
    ...{ database, clock, awards },
    ...{ keys: credentialKeysOf(keys), addresses: addressesAt(base) },
  });
  return {
    name: 'credentials',
    entities: [],
    resolvers: [new CredentialsResolver(service), new AwardCredentialResolver(service)],
    routes: credentialRoutes(service, { timeZoneOf: (programmeId) => awards.timeZoneOf(programmeId) }),
  };
}
