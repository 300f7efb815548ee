import type { Language, ProgrammeRole } from '@fanfare/contracts';
import { uuidv7 } from 'uuidv7';
import type { KnownPerson, MembershipSource, PersonSource, VerifiedIdentity } from '../../platform/auth/sources.ts';
import type { Membership } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';

interface MembershipRow {
  readonly programme_id: string;
  readonly role: ProgrammeRole;
  readonly ambassador_id: string | null;
  readonly department_id: string | null;
}

/**
 * Keeps who signed in. One statement does both cases; it writes only for who is new or changed the name, so that a request of
 * somebody known costs a read.
 */
export function createPersonSource(options: { readonly database: Database; readonly clock: Clock }): PersonSource {
  const { database, clock } = options;
  return {
    async remember(identity) {
      return (await findUnchanged(database, identity)) ?? (await save(database, identity, clock.now()));
    },
  };
}

async function findUnchanged(database: Database, identity: VerifiedIdentity): Promise<KnownPerson | undefined> {
  const rows: readonly { readonly id: string; readonly language: Language | null }[] = await database.manager.query(
    'SELECT id, language FROM person WHERE issuer = $1 AND subject = $2 AND ($3::text IS NULL OR name IS NOT DISTINCT FROM $3)',
    [identity.issuer, identity.subject, identity.name],
  );
  const [row] = rows;
  return row === undefined ? undefined : { personId: row.id, language: row.language };
}

async function save(database: Database, identity: VerifiedIdentity, now: Date): Promise<KnownPerson> {
  const rows: readonly { readonly id: string; readonly language: Language | null }[] = await database.manager.query(
    `INSERT INTO person (id, issuer, subject, name, language, first_seen_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (issuer, subject) DO UPDATE SET name = COALESCE(excluded.name, person.name)
     RETURNING id, language`,
    [uuidv7(), identity.issuer, identity.subject, identity.name, identity.language, now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('INSERT ... RETURNING gave no row');
  return { personId: row.id, language: row.language };
}

/**
 * Who is what in which programme: granted roles, and AMBASSADOR for who takes part. It is asked with every request, and reads the
 * ambassadors' table beside the grants so that one statement answers it.
 */
export function createMembershipSource(database: Database): MembershipSource {
  return {
    async membershipsOf(personId) {
      const rows: readonly MembershipRow[] = await database.manager.query(
        `SELECT programme_id, role, NULL::uuid AS ambassador_id, department_id
           FROM role_grant WHERE person_id = $1 AND revoked_at IS NULL
         UNION ALL
         SELECT programme_id, 'AMBASSADOR', id, NULL FROM ambassador WHERE person_id = $1 AND status <> 'LEFT'
         ORDER BY programme_id, role, department_id`,
        [personId],
      );
      const programmeIds = [...new Set(rows.map((row) => row.programme_id))];
      return programmeIds.map((id) =>
        membershipFrom(
          id,
          rows.filter((row) => row.programme_id === id),
        ),
      );
    },
  };
}

function membershipFrom(programmeId: string, rows: readonly MembershipRow[]): Membership {
  return {
    programmeId,
    roles: [...new Set(rows.map((row) => row.role))],
    ambassadorId: rows.find((row) => row.ambassador_id !== null)?.ambassador_id ?? null,
    departmentIds: rows.flatMap((row) => (row.department_id === null ? [] : [row.department_id])),
  };
}
