import type { Language } from '@fanfare/contracts';
import { may, membershipIn, type Viewer } from '../../platform/auth/viewer.ts';
import type { Database } from '../../platform/database/database.ts';
import { badUserInput } from '../../platform/graphql/errors.ts';
import type { BatchFunction } from '../../platform/graphql/loaders.ts';
import { type Page, type PageArguments, pageFrom, readPageRequest } from '../../platform/graphql/pagination.ts';
import { isStorable } from '../../platform/storable-text.ts';
import type { DepartmentDirectory } from '../departments/index.ts';
import type { AmbassadorRecord } from './ambassador.ts';
import type { AmbassadorFilter, AmbassadorOrder } from './ambassadors.inputs.ts';
import { countAmbassadors, type ListQuery, type ListReader, listAmbassadors, listPositions } from './ambassadors.list.ts';
import { toAmbassador } from './ambassadors.mapper.ts';
import { countShownMembers, findAmbassadorsByIds } from './ambassadors.repository.ts';
import type { Ambassador } from './ambassadors.types.ts';
import type { ProgrammeFacts, ProgrammeFactsReader } from './programme-facts.ts';

/** For whom something is shown. */
export interface Reader {
  readonly viewer: Viewer;
  readonly language: Language;
}

export interface ListRequest {
  readonly programmeId: string;
  readonly filter: AmbassadorFilter | null | undefined;
  readonly order: AmbassadorOrder | null | undefined;
  readonly page: PageArguments;
}

/** Reads ambassadors, always through the eyes of a reader. */
export class AmbassadorsService {
  readonly #database: Database;
  readonly #facts: ProgrammeFactsReader;
  readonly #departments: DepartmentDirectory;

  constructor(dependencies: {
    readonly database: Database;
    readonly facts: ProgrammeFactsReader;
    readonly departments: DepartmentDirectory;
  }) {
    this.#database = dependencies.database;
    this.#facts = dependencies.facts;
    this.#departments = dependencies.departments;
  }

  /** For loaders: whom the reader may not see is as missing as who does not exist. */
  byId(reader: Reader): BatchFunction<string, Ambassador> {
    return async (ids) => {
      const records = await findAmbassadorsByIds(this.#database.manager, ids);
      const shown = new Map((await this.show(records, reader)).map((ambassador) => [ambassador.id, ambassador]));
      return ids.map((id) => shown.get(id));
    };
  }

  /** For loaders: how many members of each department are shown to others; undefined where they are fewer than may be told. */
  memberCounts(): BatchFunction<string, number> {
    return async (departmentIds) => {
      const departments = await this.#departments.byIds(departmentIds);
      const [counts, programmes] = await Promise.all([
        countShownMembers(this.#database.manager, departmentIds),
        this.#facts.programmesOf(departments.map(({ programmeId }) => programmeId)),
      ]);
      const minimums = new Map(
        departments.map(({ id, programmeId }) => [id, programmes.get(programmeId)?.privacy.minimumGroupSize]),
      );
      return departmentIds.map((id) => {
        const count = counts.get(id) ?? 0;
        return count < (minimums.get(id) ?? Number.POSITIVE_INFINITY) ? undefined : count;
      });
    };
  }

  /** Those of the ambassadors that the reader may see, as the reader may see them, in the same order. */
  async show(records: readonly AmbassadorRecord[], reader: Reader): Promise<readonly Ambassador[]> {
    const facts = await this.#facts.factsOfAll(records.map(({ programmeId }) => programmeId));
    return records.flatMap((record) => {
      const programme = facts.get(record.programmeId);
      return (programme && toAmbassador(record, { ...reader, programme })) ?? [];
    });
  }

  /** A page of the ambassadors of a programme whom the reader may see. Throws BAD_USER_INPUT for arguments that are none of a page. */
  async list(reader: Reader, { programmeId, filter, order, page }: ListRequest): Promise<Page<Ambassador>> {
    const by = order?.field ?? 'NAME';
    const request = readPageRequest(page, listPositions[by]);
    const { manager } = this.#database;
    const facts = await this.#facts.factsOf(programmeId);
    if (facts === undefined) throw new Error(`There is no programme ${programmeId}`);
    const listReader = listReaderOf(reader.viewer, programmeId);
    const query: ListQuery = {
      programmeId,
      reader: listReader,
      namedOnly: await this.#wouldNarrowTooFar(listReader, filter?.departmentId),
      today: facts.today,
      search: readSearch(filter?.search),
      statuses: filter?.status ?? null,
      visibilities: filter?.visibility ?? null,
      departmentId: filter?.departmentId ?? null,
      isTestPerson: filter?.isTestPerson ?? null,
      order: { by, descending: order?.direction === 'DESCENDING' },
    };
    return pageFrom(await listAmbassadors(manager, query, request), {
      request,
      position: ({ position }) => position,
      node: ({ record }) => shownInList(record, { ...reader, programme: facts }),
      totalCount: () => countAmbassadors(manager, query),
    });
  }

  /** Whether a department has so few members that the list of it would tell too much about who is in it under a pseudonym. */
  async #wouldNarrowTooFar(reader: ListReader, departmentId: string | null | undefined): Promise<boolean> {
    if (departmentId == null || reader.seesEverything || reader.ownDepartments.includes(departmentId)) return false;
    const [count] = await this.memberCounts()([departmentId]);
    return count === undefined;
  }
}

function readSearch(search: string | null | undefined): string | null {
  if (search != null && !isStorable(search)) throw badUserInput('"search" contains a character that no name has.');
  return search?.trim() || null;
}

function shownInList(record: AmbassadorRecord, reader: Reader & { readonly programme: ProgrammeFacts }): Ambassador {
  const ambassador = toAmbassador(record, reader);
  if (ambassador === undefined) throw new Error('The list and the rules of sight disagree');
  return ambassador;
}

function listReaderOf(viewer: Viewer, programmeId: string): ListReader {
  return {
    personId: viewer.kind === 'person' ? viewer.personId : null,
    seesEverything: may(viewer, { to: ['ADMIN'], programmeId }),
    seesEveryDepartment: may(viewer, { to: ['AUDITOR'], scopes: ['AMBASSADORS_READ'], programmeId }),
    ownDepartments: membershipIn(viewer, programmeId)?.departmentIds ?? [],
  };
}
