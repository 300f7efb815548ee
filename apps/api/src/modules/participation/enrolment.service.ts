import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Transaction } from '../../platform/database/database.ts';
import { notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  type AmbassadorRecord,
  findAmbassadorsByReference,
  insertNewAmbassadors,
  type ProgrammeFacts,
} from '../ambassadors/index.ts';
import { differencesFrom, type WantedTestPerson, wantedTestPerson } from './enrolment.ts';
import * as failures from './participation.errors.ts';
import { enrolTestAmbassadorsSchema, testAmbassadorSchema } from './participation.inputs.ts';
import type { ParticipationDependencies } from './participation.service.ts';
import { keepEnrolments } from './participation.store.ts';

export type EnrolmentResult =
  | { readonly outcome: 'CREATED' | 'EXISTING'; readonly ambassador: AmbassadorRecord }
  | { readonly outcome: 'REFUSED'; readonly failures: readonly UserFailure[] };

interface Surroundings {
  readonly facts: ProgrammeFacts;
  readonly departmentIds: ReadonlyMap<string, string>;
  readonly departmentKeys: ReadonlyMap<string, string>;
}

/** One test person of the call: what is wanted, or why not. */
type Item =
  | { readonly wanted: WantedTestPerson; readonly path: readonly string[] }
  | { readonly failures: readonly UserFailure[] };

/** Enrols people who do not exist. Nobody who exists is ever enrolled by others: they join. */
export class EnrolmentService {
  readonly #dependencies: ParticipationDependencies;

  constructor(dependencies: ParticipationDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * One result for each item, in order; an item that is refused stops no other. The same reference with the same data is answered as
   * existing, whether it was enrolled before, meanwhile, or earlier in the same call; what an item leaves out is not compared.
   */
  async enrol(
    viewer: Viewer,
    request: { readonly programmeId: string; readonly items: readonly unknown[] },
  ): Promise<Outcome<readonly EnrolmentResult[], UserFailure>> {
    const { programmeId, items } = request;
    if (!may(viewer, { to: ['ADMIN'], scopes: ['AMBASSADORS_WRITE'], programmeId })) return fail(notFound(['programme']));
    // Only their number: what is wrong with one of them is told in its own result.
    const checked = validateInput(enrolTestAmbassadorsSchema, { ambassadors: items.map(() => null) });
    if (!checked.ok) return checked;
    const surroundings = await this.#surroundingsOf(programmeId);
    if (surroundings === undefined) return fail(notFound(['programme']));
    if (surroundings.facts.programme.status === 'ARCHIVED') return fail(failures.programmeArchived());
    return succeed(
      await this.#dependencies.database.transaction((transaction) => this.#enrolItems(transaction, surroundings, items)),
    );
  }

  async #surroundingsOf(programmeId: string): Promise<Surroundings | undefined> {
    const facts = await this.#dependencies.facts.factsOf(programmeId);
    if (facts === undefined) return undefined;
    const departments = await this.#dependencies.departments.ofProgramme(programmeId);
    return {
      facts,
      departmentIds: new Map(departments.map(({ id, key }) => [key, id])),
      departmentKeys: new Map(departments.map(({ id, key }) => [id, key])),
    };
  }

  async #enrolItems(
    transaction: Transaction,
    surroundings: Surroundings,
    given: readonly unknown[],
  ): Promise<readonly EnrolmentResult[]> {
    const items = given.map((item, index) => checkItem(item, { surroundings, path: ['ambassadors', `${index}`] }));
    const wanted = items.flatMap((item) => ('wanted' in item ? [item.wanted] : []));
    const created = await this.#insertNew(transaction, surroundings, wanted);
    const references = wanted.map(({ externalReference }) => externalReference);
    const programmeId = surroundings.facts.programme.id;
    const enrolled = await findAmbassadorsByReference(transaction.manager, programmeId, references);
    return items.map((item) => resultOf(item, { enrolled, created, departmentKeys: surroundings.departmentKeys }));
  }

  /** Gives back the references that are new, each to be claimed by the first item that named it. */
  async #insertNew(
    transaction: Transaction,
    { facts }: Surroundings,
    wanted: readonly WantedTestPerson[],
  ): Promise<Set<string>> {
    const firstOfEach = new Map(wanted.toReversed().map((person) => [person.externalReference, person]));
    // In one order everywhere, so that two calls with the same references never wait for each other in a circle.
    const references = [...firstOfEach.keys()].sort();
    const ambassadors = references.flatMap((reference) => {
      const person = firstOfEach.get(reference);
      return person === undefined ? [] : [newTestPerson(person, facts)];
    });
    const inserted = await insertNewAmbassadors(transaction.manager, ambassadors);
    const news = ambassadors.filter(({ id }) => inserted.has(id));
    await keepEnrolments(transaction, this.#dependencies.boards, { ambassadors: news, now: facts.now });
    return new Set(news.flatMap(({ externalReference }) => externalReference ?? []));
  }
}

function checkItem(
  item: unknown,
  { surroundings, path }: { readonly surroundings: Surroundings; readonly path: readonly string[] },
): Item {
  const checked = validateInput(testAmbassadorSchema, item);
  if (!checked.ok) return { failures: checked.failures.map((failure) => ({ ...failure, path: [...path, ...failure.path] })) };
  const { departmentIds, facts } = surroundings;
  const result = wantedTestPerson(checked.value, { departmentIds, now: facts.now, path });
  return 'wanted' in result ? { ...result, path } : result;
}

function newTestPerson(person: WantedTestPerson, { programme, now }: ProgrammeFacts): AmbassadorRecord {
  return {
    id: newId(),
    programmeId: programme.id,
    personId: null,
    externalReference: person.externalReference,
    name: person.name,
    departmentId: person.departmentId ?? null,
    status: 'ACTIVE',
    visibility: person.visibility ?? programme.privacy.defaultVisibility,
    language: person.language ?? programme.language,
    isTestPerson: true,
    isSeparator: false,
    teamId: null,
    erasedAt: null,
    joinedAt: person.joinedAt ?? now,
    pausedUntil: null,
    leftAt: null,
    version: 1,
  };
}

function resultOf(
  item: Item,
  known: {
    readonly enrolled: ReadonlyMap<string, AmbassadorRecord>;
    readonly created: Set<string>;
    readonly departmentKeys: ReadonlyMap<string, string>;
  },
): EnrolmentResult {
  if (!('wanted' in item)) return { outcome: 'REFUSED', failures: item.failures };
  const { wanted, path } = item;
  const ambassador = known.enrolled.get(wanted.externalReference);
  if (ambassador === undefined) throw new Error('A test person that is enrolled is not found');
  if (known.created.delete(wanted.externalReference)) return { outcome: 'CREATED', ambassador };
  const differences = differencesFrom(ambassador, wanted, { path, departmentKeys: known.departmentKeys });
  return differences.length === 0 ? { outcome: 'EXISTING', ambassador } : { outcome: 'REFUSED', failures: differences };
}
