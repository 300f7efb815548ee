import { type EntityManager, In } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { AmbassadorRow } from './ambassador.entity.ts';
import type { AmbassadorRecord } from './ambassador.ts';
import { recordFrom } from './ambassadors.mapper.ts';

/** The ambassadors with these ids, in no particular order; missing are ids of nobody and what is no id. */
export async function findAmbassadorsByIds(
  manager: EntityManager,
  ids: readonly string[],
): Promise<readonly AmbassadorRecord[]> {
  const wanted = ids.filter(isId);
  if (wanted.length === 0) return [];
  const rows = await manager.findBy(AmbassadorRow, { id: In(wanted) });
  return rows.map(recordFrom);
}

/** The ambassadors of a programme by their external references; what does not exist is missing. */
export async function findAmbassadorsByReference(
  manager: EntityManager,
  programmeId: string,
  references: readonly string[],
): Promise<ReadonlyMap<string, AmbassadorRecord>> {
  if (references.length === 0) return new Map();
  const rows = await manager.findBy(AmbassadorRow, { programmeId, externalReference: In([...references]) });
  return new Map(
    rows.flatMap((row) => (row.externalReference === null ? [] : [[row.externalReference, recordFrom(row)] as const])),
  );
}

/**
 * How many members of each department are shown to others: who takes part and does not hide. A department without any is missing.
 * Whoever shows the number minds the programme's minimum group size.
 */
export async function countShownMembers(
  manager: EntityManager,
  departmentIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await manager
    .createQueryBuilder(AmbassadorRow, 'ambassador')
    .select('ambassador.department_id', 'departmentId')
    .addSelect('count(*)::integer', 'count')
    .where('ambassador.department_id = ANY(:departmentIds)', { departmentIds: departmentIds.filter(isId) })
    .andWhere("ambassador.status <> 'LEFT' AND ambassador.visibility <> 'HIDDEN'")
    .groupBy('ambassador.department_id')
    .getRawMany<{ readonly departmentId: string; readonly count: number }>();
  return new Map(rows.map(({ departmentId, count }) => [departmentId, count]));
}

/** Reads the ambassador and keeps everybody else from changing it until the transaction ends. */
export async function lockAmbassador(
  manager: EntityManager,
  where: { readonly id: string } | { readonly programmeId: string; readonly personId: string },
): Promise<AmbassadorRecord | undefined> {
  if ('id' in where && !isId(where.id)) return undefined;
  const row = await manager.findOne(AmbassadorRow, { where, lock: { mode: 'for_no_key_update' } });
  return row === null ? undefined : recordFrom(row);
}

/**
 * Inserts new ambassadors and gives back the ids of those that were new: a person or an external reference that the programme has
 * already, even since a moment ago, is left out.
 */
export async function insertNewAmbassadors(
  manager: EntityManager,
  ambassadors: readonly AmbassadorRecord[],
): Promise<ReadonlySet<string>> {
  if (ambassadors.length === 0) return new Set();
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(AmbassadorRow)
    .values([...ambassadors])
    .orIgnore()
    .returning(['id'])
    // TypeORM would write the ids that come back into the values by position, which the rows left out make wrong.
    .updateEntity(false)
    .execute();
  const rows: readonly { readonly id: string }[] = inserted.raw;
  return new Set(rows.map((row) => row.id));
}

/** Writes an ambassador that was locked before; anything else is a bug and throws. */
export async function updateAmbassador(manager: EntityManager, ambassador: AmbassadorRecord): Promise<void> {
  const { id, programmeId: _programmeId, ...columns } = ambassador;
  const { affected } = await manager.update(AmbassadorRow, { id, version: ambassador.version - 1 }, columns);
  if (affected !== 1) throw new Error(`Ambassador ${id} was changed without a lock`);
}
