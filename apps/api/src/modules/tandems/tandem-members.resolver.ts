import type { Channel } from '@fanfare/contracts';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byId, loaderKey } from '../../platform/graphql/loaders.ts';
import { ChannelEnum } from '../../platform/graphql/vocabulary.types.ts';
import {
  Ambassador,
  type AmbassadorLoader,
  type AmbassadorRecord,
  createPseudonyms,
  findAmbassadorsByIds,
  type ProgrammeFacts,
  type ProgrammeFactsReader,
  periodOfSeason,
  sightOf,
} from '../ambassadors/index.ts';
import { findPreferences, type TandemPreferencesRecord } from '../tandem-preferences/index.ts';
import { TandemMember } from './tandems.types.ts';

const people = loaderKey<string, AmbassadorRecord>('people in tandems');
const programmes = loaderKey<string, ProgrammeFacts>('programmes of tandems');
const preferences = loaderKey<string, TandemPreferencesRecord>('what people in tandems have said');

interface Dependencies {
  readonly database: Database;
  readonly facts: ProgrammeFactsReader;
  readonly ambassadors: AmbassadorLoader;
}

/** Who is in a tandem, as far as the reader needs to know. */
@Resolver(() => TandemMember)
export class TandemMembersResolver {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  @FieldResolver(() => String, {
    description:
      'To members the name, once everybody has accepted; before, and to auditors, the name of who is named to everybody, else the pseudonym. To admins the name.',
  })
  async displayName(@Root() member: TandemMember, @Ctx() context: RequestContext): Promise<string> {
    const loader = context.loaders.get(people, () =>
      byId((ids) => findAmbassadorsByIds(this.#dependencies.database.manager, ids)),
    );
    const person = await loader.load(member.memberId);
    if (person === undefined) return '';
    if (member.showsName || sightOf(context.viewer, person) === 'NAME') return person.name;
    const facts = await this.#factsOf(member.programmeId, context);
    const { pseudonymSecret, season } = facts;
    return createPseudonyms(pseudonymSecret).of(person.id, periodOfSeason(season), context.language).displayName;
  }

  @FieldResolver(() => Ambassador, {
    nullable: true,
    description: 'The person as ambassador; null to readers who see them in their tandem only.',
  })
  ambassador(@Root() { memberId }: TandemMember, @Ctx() context: RequestContext): Promise<Ambassador | null> {
    return this.#dependencies.ambassadors.load(context, memberId);
  }

  @FieldResolver(() => [String], { description: 'Languages as stated; to members, empty for others.' })
  async languages(@Root() member: TandemMember, @Ctx() context: RequestContext): Promise<readonly string[]> {
    return (await this.#saidBy(member, context))?.languages ?? [];
  }

  @FieldResolver(() => [ChannelEnum], { description: 'Channels as stated; to members, empty for others.' })
  async channels(@Root() member: TandemMember, @Ctx() context: RequestContext): Promise<readonly Channel[]> {
    return (await this.#saidBy(member, context))?.channels ?? [];
  }

  @FieldResolver(() => [String], { description: 'Topics as stated; to members, empty for others.' })
  async topics(@Root() member: TandemMember, @Ctx() context: RequestContext): Promise<readonly string[]> {
    return (await this.#saidBy(member, context))?.topics ?? [];
  }

  @FieldResolver(() => String, { nullable: true, description: 'What the person hopes for; to members, null for others.' })
  async objective(@Root() member: TandemMember, @Ctx() context: RequestContext): Promise<string | null> {
    return (await this.#saidBy(member, context))?.objective ?? null;
  }

  async #saidBy(
    { memberId, isForMembers }: TandemMember,
    { loaders }: RequestContext,
  ): Promise<TandemPreferencesRecord | undefined> {
    if (!isForMembers) return undefined;
    const loader = loaders.get(preferences, () => async (ids) => {
      const found = await findPreferences(this.#dependencies.database.manager, ids);
      const byAmbassador = new Map(found.map((one) => [one.ambassadorId, one]));
      return ids.map((id) => byAmbassador.get(id));
    });
    return loader.load(memberId);
  }

  async #factsOf(programmeId: string, { loaders }: RequestContext): Promise<ProgrammeFacts> {
    const loader = loaders.get(programmes, () => async (ids) => {
      const facts = await this.#dependencies.facts.factsOfAll(ids);
      return ids.map((id) => facts.get(id));
    });
    const facts = await loader.load(programmeId);
    if (facts === undefined) throw new Error(`there is no programme ${programmeId}`);
    return facts;
  }
}
