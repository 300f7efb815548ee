import type { Database } from '../../platform/database/database.ts';
import type { RequestContext } from '../../platform/graphql/context.ts';
import { byId, loaderKey } from '../../platform/graphql/loaders.ts';
import type { DepartmentRecord } from './department.ts';
import { DepartmentsRepository } from './departments.repository.ts';

/** What other slices may ask about departments. */
export interface DepartmentDirectory {
  byIds(ids: readonly string[]): Promise<readonly DepartmentRecord[]>;
  /** All of a programme, by key. */
  ofProgramme(programmeId: string): Promise<readonly DepartmentRecord[]>;
  /** One by id, each at most once for a request; undefined when there is none. */
  load(context: RequestContext, id: string): Promise<DepartmentRecord | undefined>;
}

const departments = loaderKey<string, DepartmentRecord>('departments by id');

export function createDepartmentDirectory(database: Database): DepartmentDirectory {
  const byIds = (ids: readonly string[]) => new DepartmentsRepository(database.manager).findByIds(ids);
  return {
    byIds,
    ofProgramme: (programmeId) => new DepartmentsRepository(database.manager).findByProgramme(programmeId),
    load: ({ loaders }, id) => loaders.get(departments, () => byId(byIds)).load(id),
  };
}
