import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import type { BatchFunction } from '../../platform/graphql/loaders.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { isStorable } from '../../platform/storable-text.ts';
import {
  type AmbassadorRecord,
  findAmbassadorsByIds,
  lockAmbassador,
  type ProgrammeFacts,
  type ProgrammeFactsReader,
  sightOf,
} from '../ambassadors/index.ts';
import * as failures from './tandem-preferences.errors.ts';
import {
  findNamedColleagues,
  findPreferences,
  findRelations,
  replaceRelations,
  savePreferences,
  type TandemRelation,
} from './tandem-preferences.repository.ts';
import { nothingSaid, type TandemPreferencesRecord } from './tandem-preferences.ts';

/** Told, in the same transaction, when somebody does not want to be asked about tandems for now or for good. */
export interface RestListener {
  rests(transaction: Transaction, ambassador: AmbassadorRecord): Promise<void>;
}

/** What is changed of the preferences; what is undefined stays. */
export type PreferencesChange = {
  readonly [Field in keyof Omit<TandemPreferencesRecord, 'ambassadorId' | 'programmeId' | 'snoozedUntil'>]?:
    | TandemPreferencesRecord[Field]
    | undefined;
};

export interface TandemPreferencesDependencies {
  readonly database: Database;
  readonly facts: ProgrammeFactsReader;
  readonly listeners: readonly RestListener[];
}

const leastSearched = 2;
const mostSearched = 200;
const mostColleagues = 20;

type PreferencesOutcome = Outcome<TandemPreferencesRecord, UserFailure>;
type Change = (
  transaction: Transaction,
  standing: { readonly ambassador: AmbassadorRecord; readonly preferences: TandemPreferencesRecord },
) => Promise<PreferencesOutcome>;

/** What people say about tandems; everybody about themselves only. */
export class TandemPreferencesService {
  readonly #dependencies: TandemPreferencesDependencies;

  constructor(dependencies: TandemPreferencesDependencies) {
    this.#dependencies = dependencies;
  }

  async preferencesOf(person: {
    readonly ambassadorId: string;
    readonly programmeId: string;
  }): Promise<TandemPreferencesRecord> {
    const [found] = await findPreferences(this.#dependencies.database.manager, [person.ambassadorId]);
    return found ?? nothingSaid(person);
  }

  /** For loaders: whom one wishes for and whom one excludes. */
  relationsOf(): BatchFunction<string, readonly TandemRelation[]> {
    return async (ambassadorIds) => {
      const relations = await findRelations(this.#dependencies.database.manager, ambassadorIds);
      return ambassadorIds.map((id) => relations.filter(({ ambassadorId }) => ambassadorId === id));
    };
  }

  /** Whom one can name by that part of a name: fellow ambassadors who chose to be named. Nobody for less than two letters. */
  async colleaguesOf(
    { ambassadorId, programmeId }: { readonly ambassadorId: string; readonly programmeId: string },
    search: string,
  ): Promise<readonly string[]> {
    const part = search.trim();
    if (part.length < leastSearched || part.length > mostSearched || !isStorable(part)) return [];
    const { manager } = this.#dependencies.database;
    return findNamedColleagues(manager, { programmeId, exceptId: ambassadorId, search: part, limit: mostColleagues });
  }

  async update(viewer: Viewer, ambassadorId: string, change: PreferencesChange): Promise<PreferencesOutcome> {
    return this.#change(viewer, ambassadorId, async (transaction, { ambassador, preferences }) => {
      const { managerId } = change;
      if (managerId != null) {
        const refusals = await this.#refusalsOf(viewer, ambassador, { ids: [managerId], path: ['manager'] });
        if (refusals.length > 0) return fail(...refusals);
      }
      const stated = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next: TandemPreferencesRecord = { ...preferences, ...stated };
      if (preferences.isOpen && !next.isOpen) await this.#tell(transaction, ambassador);
      return succeed(next);
    });
  }

  /** `undefined` leaves a list as it is. */
  async declareWishes(
    viewer: Viewer,
    ambassadorId: string,
    { wishes, blocks }: { readonly wishes: readonly string[] | undefined; readonly blocks: readonly string[] | undefined },
  ): Promise<PreferencesOutcome> {
    return this.#change(viewer, ambassadorId, async ({ manager }, { ambassador, preferences }) => {
      const standing = await findRelations(manager, [ambassadorId]);
      const idsOf = (kind: TandemRelation['kind']) => standing.filter((one) => one.kind === kind).map(({ otherId }) => otherId);
      const wanted = new Set(wishes ?? idsOf('WISH'));
      const excluded = new Set(blocks ?? idsOf('BLOCK'));
      const both = [...wanted].find((id) => excluded.has(id));
      if (both !== undefined) return fail(failures.wishedAndBlocked([blocks === undefined ? 'wishes' : 'blocks']));
      const known = new Set(standing.map(({ otherId }) => otherId));
      const added = (ids: readonly string[] | undefined) => (ids ?? []).filter((id) => !known.has(id));
      const refusals = [
        ...(await this.#refusalsOf(viewer, ambassador, { ids: added(wishes), path: ['wishes'] })),
        ...(await this.#refusalsOf(viewer, ambassador, { ids: added(blocks), path: ['blocks'] })),
      ];
      if (refusals.length > 0) return fail(...refusals);
      const { programmeId } = ambassador;
      await replaceRelations(manager, { ambassadorId, programmeId, kind: 'WISH', otherIds: [...wanted] });
      await replaceRelations(manager, { ambassadorId, programmeId, kind: 'BLOCK', otherIds: [...excluded] });
      return succeed(preferences);
    });
  }

  /** `until` is the last day of the rest; null ends it. */
  async snooze(viewer: Viewer, ambassadorId: string, until: string | null): Promise<PreferencesOutcome> {
    const facts = await this.#factsOf(ambassadorId);
    return this.#change(viewer, ambassadorId, async (transaction, { ambassador, preferences }) => {
      if (until !== null && until < (facts?.today ?? '')) return fail(failures.snoozeInThePast());
      if (until !== null) await this.#tell(transaction, ambassador);
      return succeed({ ...preferences, snoozedUntil: until });
    });
  }

  async #tell(transaction: Transaction, ambassador: AmbassadorRecord): Promise<void> {
    for (const listener of this.#dependencies.listeners) await listener.rests(transaction, ambassador);
  }

  async #factsOf(ambassadorId: string): Promise<ProgrammeFacts | undefined> {
    const [ambassador] = await findAmbassadorsByIds(this.#dependencies.database.manager, [ambassadorId]);
    return ambassador && this.#dependencies.facts.factsOf(ambassador.programmeId);
  }

  async #change(viewer: Viewer, ambassadorId: string, change: Change): Promise<PreferencesOutcome> {
    const facts = await this.#factsOf(ambassadorId);
    if (facts === undefined) return fail(notFound(['ambassador']));
    return this.#dependencies.database.transaction(async (transaction) => {
      const { manager } = transaction;
      const ambassador = await lockAmbassador(manager, { id: ambassadorId });
      if (ambassador === undefined) return fail(notFound(['ambassador']));
      const refusal = refusalOf(viewer, ambassador);
      if (refusal !== undefined) return fail(refusal);
      const { programmeId } = ambassador;
      const [found] = await findPreferences(manager, [ambassadorId]);
      const preferences = found ?? nothingSaid({ ambassadorId, programmeId });
      const outcome = await change(transaction, { ambassador, preferences });
      if (outcome.ok) await savePreferences(manager, { preferences: outcome.value, now: facts.now });
      return outcome;
    });
  }

  /** People are named by ids, and only those can be named whom one may see. */
  async #refusalsOf(
    viewer: Viewer,
    ambassador: AmbassadorRecord,
    { ids, path }: { readonly ids: readonly string[]; readonly path: readonly string[] },
  ): Promise<readonly UserFailure[]> {
    const found = new Map(
      (await findAmbassadorsByIds(this.#dependencies.database.manager, ids)).map((other) => [other.id, other]),
    );
    return ids.flatMap((id): readonly UserFailure[] => {
      const other = found.get(id);
      if (id === ambassador.id) return [failures.oneself(path)];
      const isVisible = other?.programmeId === ambassador.programmeId && sightOf(viewer, other) !== 'NOTHING';
      return isVisible ? [] : [failures.nobodyThere(path)];
    });
  }
}

function refusalOf(viewer: Viewer, ambassador: AmbassadorRecord): UserFailure | undefined {
  const { programmeId, personId } = ambassador;
  const isOwn = personId !== null && may(viewer, { to: ['SELF'], programmeId, personId });
  if (!isOwn) return sightOf(viewer, ambassador) === 'NOTHING' ? notFound(['ambassador']) : notAllowed(['ambassador']);
  return ambassador.status === 'LEFT' ? failures.hasLeft() : undefined;
}
