import type { Query } from './history-reader.ts';
import type { Poster } from './simulated-segments.ts';
import { drawOf } from './simulation-task.ts';

/** An ambassador who takes part and does not hide. */
export interface SimulatedMember extends Poster {
  readonly departmentId: string | null;
}

/** So many people's histories are in memory at a time. */
export const batchSize = 100;

const COLUMNS = `id, department_id AS "departmentId", is_separator AS "isSeparator",
  round(extract(epoch FROM joined_at) * 1000)::float8 AS "joinedAt"`;
/** The condition under which somebody is in any count. */
export const COUNTED = `status <> 'LEFT' AND visibility <> 'HIDDEN'`;

/** Everybody who is counted, in batches, by id. */
export async function* membersOf(query: Query, programmeId: string): AsyncGenerator<readonly SimulatedMember[]> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const members = await query<SimulatedMember>(
      `SELECT ${COLUMNS} FROM ambassador WHERE programme_id = $1 AND id > $2 AND ${COUNTED} ORDER BY id LIMIT ${batchSize}`,
      [programmeId, after],
    );
    const last = members.at(-1);
    if (last === undefined) return;
    yield members;
    after = last.id;
  }
}

/** Those of at most `size` people whose ids draw the lowest numbers. */
export async function sampleOf(query: Query, programmeId: string, size: number): Promise<readonly SimulatedMember[]> {
  const ids = await query<{ readonly id: string }>(`SELECT id FROM ambassador WHERE programme_id = $1 AND ${COUNTED}`, [
    programmeId,
  ]);
  const drawn = ids.map(({ id }) => ({ id, draw: drawOf(id) })).sort((one, other) => one.draw - other.draw);
  return query<SimulatedMember>(`SELECT ${COLUMNS} FROM ambassador WHERE id = ANY ($1::uuid[]) ORDER BY id`, [
    drawn.slice(0, size).map(({ id }) => id),
  ]);
}
