import { type EntityManager, In, IsNull } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { PersonRow } from './person.entity.ts';
import { type GrantableRole, RoleGrantRow } from './role-grant.entity.ts';

/** A standing role as use cases see it. */
export interface RoleGrant {
  readonly id: string;
  readonly programmeId: string;
  readonly personId: string;
  readonly role: GrantableRole;
  readonly departmentId: string | null;
  readonly grantedAt: Date;
}

export interface PersonRecord {
  readonly id: string;
  readonly name: string | null;
  readonly language: PersonRow['language'];
}

export class PeopleRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findPeople(ids: readonly string[]): Promise<readonly PersonRecord[]> {
    const rows = await this.#manager.findBy(PersonRow, { id: In(ids.filter(isId)) });
    return rows.map(({ id, name, language }) => ({ id, name, language }));
  }

  /** Standing roles of a programme: by role, then by when they were granted. */
  async findGrants(programmeId: string): Promise<readonly RoleGrant[]> {
    return this.#manager.find(RoleGrantRow, {
      where: { programmeId, revokedAt: IsNull() },
      order: { role: 'ASC', grantedAt: 'ASC', id: 'ASC' },
    });
  }

  async findGrant(id: string): Promise<RoleGrant | undefined> {
    if (!isId(id)) return undefined;
    return (await this.#manager.findOneBy(RoleGrantRow, { id, revokedAt: IsNull() })) ?? undefined;
  }

  /** Adds the grant unless one for the same already stands; gives back the id of the one that stands. */
  async grant(grant: RoleGrant & { readonly grantedBy: string | null }): Promise<string> {
    const { programmeId, personId, role, departmentId } = grant;
    await this.#manager
      .createQueryBuilder()
      .insert()
      .into(RoleGrantRow)
      .values({ ...grant, revokedAt: null, revokedBy: null })
      .orIgnore()
      .execute();
    const standing = await this.#manager.findOneByOrFail(RoleGrantRow, {
      programmeId,
      personId,
      role,
      departmentId: departmentId ?? IsNull(),
      revokedAt: IsNull(),
    });
    return standing.id;
  }

  async revoke(id: string, by: { readonly personId: string | null; readonly at: Date }): Promise<void> {
    await this.#manager.update(RoleGrantRow, { id, revokedAt: IsNull() }, { revokedAt: by.at, revokedBy: by.personId });
  }

  /** The ids of the grants of administrators, locked until the transaction ends so that two cannot be the last to go. */
  async lockAdministrators(programmeId: string): Promise<readonly string[]> {
    const rows = await this.#manager.find(RoleGrantRow, {
      where: { programmeId, role: 'ADMIN', revokedAt: IsNull() },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    return rows.map((row) => row.id);
  }
}
