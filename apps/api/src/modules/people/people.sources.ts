import type { Language, ProgrammeRole } from '@fanfare/contracts';
import { uuidv7 } from 'uuidv7';
import {
  type KnownPerson,
  type MembershipSource,
  type PersonSource,
  type PersonStanding,
  personVersionKind,
  type VerifiedIdentity,
} from '../../platform/auth/sources.ts';
import type { Membership } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { VersionSource } from '../../platform/graphql/answers/versions.ts';

interface StandingRow {
  readonly id: string;
  readonly language: Language | null;
  readonly version: string;
  /** This and what follows is null for who has no part in any programme. */
  readonly programme_id: string | null;
  readonly role: ProgrammeRole | null;
  readonly ambassador_id: string | null;
  readonly department_id: string | null;
}

type MembershipRow = StandingRow & { readonly programme_id: string; readonly role: ProgrammeRole };

/**
 * Keeps who signed in. One statement does both cases; it writes only for who is new or changed the name or the address, so that a request of
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
    `SELECT id, language FROM person
      WHERE issuer = $1 AND subject = $2 AND ($3::text IS NULL OR name IS NOT DISTINCT FROM $3)
        AND ($4::text IS NULL OR email IS NOT DISTINCT FROM $4)`,
    [identity.issuer, identity.subject, identity.name, identity.email],
  );
  const [row] = rows;
  return row === undefined ? undefined : { personId: row.id, language: row.language };
}

async function save(database: Database, identity: VerifiedIdentity, now: Date): Promise<KnownPerson> {
  const rows: readonly { readonly id: string; readonly language: Language | null }[] = await database.manager.query(
    `INSERT INTO person (id, issuer, subject, name, email, language, first_seen_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (issuer, subject)
       DO UPDATE SET name = COALESCE(excluded.name, person.name), email = COALESCE(excluded.email, person.email)
     RETURNING id, language`,
    [uuidv7(), identity.issuer, identity.subject, identity.name, identity.email, identity.language, now],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('INSERT ... RETURNING gave no row');
  return { personId: row.id, language: row.language };
}

/**
 * Who is what in which programme: granted roles, and AMBASSADOR for who takes part. It is asked with every request, and reads the
 * ambassadors' table beside the grants so that one statement answers it for everybody who asks at the same time.
 */
export function createMembershipSource(database: Database): MembershipSource {
  return {
    async standingsOf(personIds) {
      const rows: readonly StandingRow[] = await database.manager.query(
        `SELECT person.id, person.language, ${versionOfPerson} AS version, part.*
           FROM person LEFT JOIN LATERAL (
             SELECT programme_id, role, NULL::uuid AS ambassador_id, department_id
               FROM role_grant WHERE person_id = person.id AND revoked_at IS NULL
             UNION ALL
             SELECT programme_id, 'AMBASSADOR', id, NULL FROM ambassador WHERE person_id = person.id AND status <> 'LEFT'
           ) AS part ON true
          WHERE person.id = ANY ($1::uuid[])
          ORDER BY person.id, programme_id, role, department_id`,
        [personIds],
      );
      const byPerson = grouped(rows, (row) => row.id);
      return new Map([...byPerson].map(([id, ofPerson]) => [id, standingFrom(ofPerson)]));
    },
  };
}

/** Another version whenever `standingsOf` would tell something else of the person. */
const versionOfPerson = `md5(concat_ws('/', person.language,
    (SELECT string_agg(concat_ws('|', programme_id, role, department_id), ',' ORDER BY programme_id, role, department_id)
       FROM role_grant WHERE person_id = person.id AND revoked_at IS NULL),
    '/', (SELECT string_agg(concat_ws('|', programme_id, ambassador.id), ',' ORDER BY programme_id)
       FROM ambassador WHERE person_id = person.id AND status <> 'LEFT')))`;

export const personVersions: VersionSource = {
  kind: personVersionKind,
  select: (ids) => `SELECT id::text, ${versionOfPerson} AS version FROM person WHERE id = ANY (${ids})`,
};

function standingFrom(rows: readonly StandingRow[]): PersonStanding {
  const parts = rows.filter((row): row is MembershipRow => row.programme_id !== null);
  const byProgramme = [...grouped(parts, (row) => row.programme_id)];
  return {
    language: rows[0]?.language ?? null,
    version: rows[0]?.version ?? '',
    memberships: byProgramme.map(([programmeId, ofProgramme]) => membershipFrom(programmeId, ofProgramme)),
  };
}

function grouped<Row>(rows: readonly Row[], nameOf: (row: Row) => string): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = groups.get(nameOf(row));
    if (group === undefined) groups.set(nameOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

function membershipFrom(programmeId: string, rows: readonly MembershipRow[]): Membership {
  return {
    programmeId,
    roles: [...new Set(rows.map((row) => row.role))],
    ambassadorId: rows.find((row) => row.ambassador_id !== null)?.ambassador_id ?? null,
    departmentIds: rows.flatMap((row) => (row.department_id === null ? [] : [row.department_id])),
  };
}
