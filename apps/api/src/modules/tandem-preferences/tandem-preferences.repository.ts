import type { EntityManager } from 'typeorm';
import type { TandemPreferencesRecord } from './tandem-preferences.ts';

const COLUMNS = `ambassador_id AS "ambassadorId", programme_id AS "programmeId", is_open AS "isOpen", side, languages, channels, topics,
  strengths, needs, availability, time_zone AS "timeZone", experience, capacity, accepts_third AS "acceptsThird", objective,
  manager_id AS "managerId", to_char(snoozed_until, 'YYYY-MM-DD') AS "snoozedUntil"`;

export type RelationKind = 'WISH' | 'BLOCK';

/** What one person says about another. */
export interface TandemRelation {
  readonly ambassadorId: string;
  readonly otherId: string;
  readonly kind: RelationKind;
}

export async function findPreferences(
  manager: EntityManager,
  ambassadorIds: readonly string[],
): Promise<readonly TandemPreferencesRecord[]> {
  return manager.query(`SELECT ${COLUMNS} FROM tandem_preferences WHERE ambassador_id = ANY ($1::uuid[])`, [ambassadorIds]);
}

/** Of everybody in the programme who has said something. */
export async function findPreferencesOfProgramme(
  manager: EntityManager,
  programmeId: string,
): Promise<readonly TandemPreferencesRecord[]> {
  return manager.query(`SELECT ${COLUMNS} FROM tandem_preferences WHERE programme_id = $1`, [programmeId]);
}

export async function savePreferences(
  manager: EntityManager,
  { preferences, now }: { readonly preferences: TandemPreferencesRecord; readonly now: Date },
): Promise<void> {
  const { ambassadorId, programmeId, isOpen, side, languages, channels, topics, strengths, needs, availability } = preferences;
  const { timeZone, experience, capacity, acceptsThird, objective, managerId, snoozedUntil } = preferences;
  await manager.query(
    `INSERT INTO tandem_preferences (ambassador_id, programme_id, is_open, side, languages, channels, topics, strengths, needs,
       availability, time_zone, experience, capacity, accepts_third, objective, manager_id, snoozed_until, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
     ON CONFLICT (ambassador_id) DO UPDATE
        SET is_open = excluded.is_open, side = excluded.side, languages = excluded.languages, channels = excluded.channels,
            topics = excluded.topics, strengths = excluded.strengths, needs = excluded.needs, availability = excluded.availability,
            time_zone = excluded.time_zone, experience = excluded.experience, capacity = excluded.capacity,
            accepts_third = excluded.accepts_third, objective = excluded.objective, manager_id = excluded.manager_id,
            snoozed_until = excluded.snoozed_until, updated_at = excluded.updated_at`,
    [
      ...[ambassadorId, programmeId, isOpen, side, languages, channels, topics, strengths, needs, availability],
      ...[timeZone, experience, capacity, acceptsThird, objective, managerId, snoozedUntil, now],
    ],
  );
}

/** Forgets what somebody said, and what others said about them. */
export async function deletePreferences(manager: EntityManager, ambassadorId: string): Promise<void> {
  await manager.query('DELETE FROM tandem_preferences WHERE ambassador_id = $1', [ambassadorId]);
  await manager.query('UPDATE tandem_preferences SET manager_id = NULL WHERE manager_id = $1', [ambassadorId]);
  await manager.query('DELETE FROM tandem_relation WHERE ambassador_id = $1 OR other_id = $1', [ambassadorId]);
}

/** Wishes and blocks of these people, by the id of the other. */
export async function findRelations(
  manager: EntityManager,
  ambassadorIds: readonly string[],
): Promise<readonly TandemRelation[]> {
  return manager.query(
    `SELECT ambassador_id AS "ambassadorId", other_id AS "otherId", kind FROM tandem_relation
      WHERE ambassador_id = ANY ($1::uuid[]) ORDER BY ambassador_id, kind, other_id`,
    [ambassadorIds],
  );
}

export async function findRelationsOfProgramme(
  manager: EntityManager,
  programmeId: string,
): Promise<readonly TandemRelation[]> {
  return manager.query(
    `SELECT ambassador_id AS "ambassadorId", other_id AS "otherId", kind FROM tandem_relation WHERE programme_id = $1
      ORDER BY ambassador_id, kind, other_id`,
    [programmeId],
  );
}

/** Puts the others of one kind in the place of those before. */
export async function replaceRelations(
  manager: EntityManager,
  relations: {
    readonly ambassadorId: string;
    readonly programmeId: string;
    readonly kind: RelationKind;
    readonly otherIds: readonly string[];
  },
): Promise<void> {
  const { ambassadorId, kind } = relations;
  await manager.query('DELETE FROM tandem_relation WHERE ambassador_id = $1 AND kind = $2', [ambassadorId, kind]);
  await addRelations(manager, relations);
}

/** Adds what is not there yet. */
export async function addRelations(
  manager: EntityManager,
  relations: {
    readonly ambassadorId: string;
    readonly programmeId: string;
    readonly kind: RelationKind;
    readonly otherIds: readonly string[];
  },
): Promise<void> {
  const { ambassadorId, programmeId, kind, otherIds } = relations;
  await manager.query(
    `INSERT INTO tandem_relation (ambassador_id, other_id, kind, programme_id)
     SELECT $1, other_id, $2, $3 FROM unnest($4::uuid[]) AS other_id ON CONFLICT DO NOTHING`,
    [ambassadorId, kind, programmeId, otherIds],
  );
}

/** Others of the programme who are named to everybody, by a part of the name; names that begin with it first. */
export async function findNamedColleagues(
  manager: EntityManager,
  query: { readonly programmeId: string; readonly exceptId: string; readonly search: string; readonly limit: number },
): Promise<readonly string[]> {
  const pattern = query.search.normalize('NFC').replace(/[\\%_]/g, '\\$&');
  const rows: readonly { id: string }[] = await manager.query(
    `SELECT id FROM ambassador
      WHERE programme_id = $1 AND id <> $2 AND status <> 'LEFT' AND visibility = 'NAMED' AND lower(name) LIKE lower('%' || $3 || '%')
      ORDER BY lower(name) LIKE lower($3 || '%') DESC, lower(name), id LIMIT $4`,
    [query.programmeId, query.exceptId, pattern, query.limit],
  );
  return rows.map(({ id }) => id);
}
