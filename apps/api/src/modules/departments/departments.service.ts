import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { Platform } from '../../platform/slice.ts';
import { programmeEditors } from '../programmes/index.ts';
import type { DepartmentRecord } from './department.ts';
import {
  type CreateDepartmentInput,
  createDepartmentSchema,
  type UpdateDepartmentInput,
  updateDepartmentSchema,
} from './departments.inputs.ts';
import { DepartmentsRepository } from './departments.repository.ts';
import type { GroupNameWatch } from './group-name-watch.ts';

type Dependencies = Pick<Platform, 'database' | 'clock'>;

const keyTaken: UserFailure = {
  code: 'TAKEN',
  path: ['key'],
  message: {
    GERMAN: 'Eine Abteilung des Programms hat dieses Kürzel schon.',
    ENGLISH: 'A department of the programme has this key already.',
  },
};

/** Use cases around departments: administrators of the programme keep them. */
export class DepartmentsService {
  readonly #dependencies: Dependencies;
  readonly #names: GroupNameWatch;

  constructor(dependencies: Dependencies, names: GroupNameWatch) {
    this.#dependencies = dependencies;
    this.#names = names;
  }

  get #repository(): DepartmentsRepository {
    return new DepartmentsRepository(this.#dependencies.database.manager);
  }

  async create(viewer: Viewer, input: CreateDepartmentInput): Promise<Outcome<DepartmentRecord, UserFailure>> {
    const refused = refusalToEdit(viewer, input.programme, ['programme']);
    if (refused !== undefined) return fail(refused);
    const valid = validateInput(createDepartmentSchema, input);
    if (!valid.ok) return valid;
    const now = this.#dependencies.clock.now();
    const constraints = { department_programme_id_key_key: keyTaken };
    const created = await createOnce(
      { ...this.#dependencies, viewer, operation: 'createDepartment', input, now, constraints },
      async ({ manager }) => {
        const department = { ...valid.value, id: newId(), programmeId: input.programme };
        await new DepartmentsRepository(manager).insert(department, now);
        return department.id;
      },
    );
    return created.ok ? this.#reread(created.value) : created;
  }

  async update(viewer: Viewer, input: UpdateDepartmentInput): Promise<Outcome<DepartmentRecord, UserFailure>> {
    const [present] = await this.#repository.findByIds([input.id]);
    if (present === undefined) return fail(notFound(['id']));
    const refused = refusalToEdit(viewer, present.programmeId, ['id']);
    if (refused !== undefined) return fail(refused);
    const valid = validateInput(updateDepartmentSchema, input);
    if (!valid.ok) return valid;
    const { id, programmeId } = present;
    await this.#dependencies.database.transaction(async (transaction) => {
      await new DepartmentsRepository(transaction.manager).rename(id, valid.value.name);
      await this.#names.groupRenamed(transaction, { programmeId, scope: 'DEPARTMENT', groupId: id });
    });
    return this.#reread(id);
  }

  async #reread(id: string): Promise<Outcome<DepartmentRecord, UserFailure>> {
    const [department] = await this.#repository.findByIds([id]);
    return department === undefined ? fail(notFound(['id'])) : succeed(department);
  }
}

/** Outsiders do not learn whether the programme exists; insiders who are not its administrators are told so. */
function refusalToEdit(viewer: Viewer, programmeId: string, path: readonly string[]): UserFailure | undefined {
  if (!isInside(viewer, programmeId)) return notFound(path);
  return may(viewer, { ...programmeEditors, programmeId }) ? undefined : notAllowed(path);
}
