import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import { isId } from '../../platform/ids.ts';
import type { TeamRecord } from './team.ts';

/** A place in the list by name, then id. */
export type TeamPosition = readonly [name: string, id: string];

const TEAMS = `SELECT id, programme_id AS "programmeId", department_id AS "departmentId", name, created_at AS "createdAt",
    archived_at AS "archivedAt" FROM team`;

export class TeamsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findByIds(ids: readonly string[]): Promise<readonly TeamRecord[]> {
    return this.#manager.query(`${TEAMS} WHERE id = ANY ($1::uuid[])`, [ids.filter(isId)]);
  }

  /** Those that are not archived, by name, one more than asked for. */
  async findPage(programmeId: string, request: PageRequest<TeamPosition>): Promise<readonly TeamRecord[]> {
    const [name = null, id = null] = request.position ?? [];
    return this.#manager.query(
      `${TEAMS} WHERE programme_id = $1 AND archived_at IS NULL AND ($2::text IS NULL OR (lower(name), id) > (lower($2), $3::uuid))
        ORDER BY lower(name), id LIMIT $4`,
      [programmeId, name, id, request.limit + 1],
    );
  }

  async count(programmeId: string): Promise<number> {
    const [row]: readonly { count: number }[] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM team WHERE programme_id = $1 AND archived_at IS NULL',
      [programmeId],
    );
    return row?.count ?? 0;
  }

  async insert({ id, programmeId, departmentId, name, createdAt }: Omit<TeamRecord, 'archivedAt'>): Promise<void> {
    await this.#manager.query(
      'INSERT INTO team (id, programme_id, department_id, name, created_at) VALUES ($1, $2, $3, $4, $5)',
      [id, programmeId, departmentId, name, createdAt],
    );
  }

  async rename(id: string, name: string): Promise<void> {
    await this.#manager.query('UPDATE team SET name = $2 WHERE id = $1', [id, name]);
  }

  async archive(id: string, now: Date): Promise<void> {
    await this.#manager.query('UPDATE team SET archived_at = $2 WHERE id = $1 AND archived_at IS NULL', [id, now]);
  }

  /** Locks the team against being archived while somebody is put into it; null where it is archived or none of the programme. */
  async lockOpen(id: string, programmeId: string): Promise<TeamRecord | null> {
    if (!isId(id)) return null;
    const rows: readonly TeamRecord[] = await this.#manager.query(
      `${TEAMS} WHERE id = $1 AND programme_id = $2 AND archived_at IS NULL FOR SHARE`,
      [id, programmeId],
    );
    return rows[0] ?? null;
  }

  async memberIds(teamId: string): Promise<readonly string[]> {
    const rows: readonly { id: string }[] = await this.#manager.query(
      `SELECT id FROM ambassador WHERE team_id = $1 ORDER BY id`,
      [teamId],
    );
    return rows.map(({ id }) => id);
  }

  /** How many members are shown to others, where that is no fewer than the programme's minimum group size. */
  async shownMemberCounts(teamIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows: readonly { id: string; count: number }[] = await this.#manager.query(
      `SELECT team.id, count(*)::integer AS count
         FROM team JOIN ambassador ON ambassador.team_id = team.id JOIN programme ON programme.id = team.programme_id
        WHERE team.id = ANY ($1::uuid[]) AND ambassador.status <> 'LEFT' AND ambassador.visibility <> 'HIDDEN'
        GROUP BY team.id, programme.minimum_group_size HAVING count(*) >= programme.minimum_group_size`,
      [teamIds.filter(isId)],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
