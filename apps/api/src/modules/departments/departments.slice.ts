import type { Platform, Slice } from '../../platform/slice.ts';
import { DepartmentRow } from './department.entity.ts';
import { createDepartmentDirectory, type DepartmentDirectory } from './department-directory.ts';
import { DepartmentsResolver } from './departments.resolver.ts';
import { DepartmentsService } from './departments.service.ts';
import type { GroupNameWatch } from './group-name-watch.ts';

/** Departments of a programme, and what other slices may ask about them. */
export interface DepartmentsSlice extends Slice {
  readonly directory: DepartmentDirectory;
}

export function createDepartmentsSlice(platform: Platform, { names }: { readonly names: GroupNameWatch }): DepartmentsSlice {
  const service = new DepartmentsService(platform, names);
  return {
    name: 'departments',
    entities: [DepartmentRow],
    resolvers: [new DepartmentsResolver({ service, database: platform.database })],
    directory: createDepartmentDirectory(platform.database),
  };
}
