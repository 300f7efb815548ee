import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import { Access } from '../../platform/graphql/access.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { type BatchFunction, loaderKey } from '../../platform/graphql/loaders.ts';
import { Ambassador } from '../ambassadors/index.ts';
import { findConsents } from './participation.repository.ts';
import { Consent, consentReaders } from './participation.types.ts';

const consentsByAmbassador = loaderKey<string, readonly Consent[]>('the consents of an ambassador');

/** To what ambassadors agreed. */
@Resolver(() => Ambassador)
export class ConsentsResolver {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  @FieldResolver(() => [Consent], {
    description: 'Every consent ever given, oldest first, ended ones too. The person, admins and auditors.',
  })
  @Access(consentReaders)
  async consents(@Root() ambassador: Ambassador, @Ctx() { loaders }: RequestContext): Promise<readonly Consent[]> {
    return (await loaders.get(consentsByAmbassador, () => this.#consentsOf()).load(ambassador.id)) ?? [];
  }

  #consentsOf(): BatchFunction<string, readonly Consent[]> {
    return async (ambassadorIds) => {
      const rows = await findConsents(this.#database.manager, ambassadorIds);
      return ambassadorIds.map((id) => rows.filter((row) => row.ambassadorId === id));
    };
  }
}
