import { Client } from 'pg';
import type { BenchEnvironment } from './environment.ts';
import { type BenchProgramme, departmentKeyOf, seasonDays } from './scene.ts';

/** Somebody real to the API: signed in, joined, with a token. */
export interface BenchPerson {
  readonly token: string;
}

/**
 * Lets people join. Afterwards they count as members of the whole season, so that what they report spreads over it as that of real members
 * does: of a single day, limits would soon leave nothing to book.
 */
export async function joinPeople(
  environment: BenchEnvironment,
  { programme, count }: { readonly programme: BenchProgramme; readonly count: number },
): Promise<readonly BenchPerson[]> {
  const people: BenchPerson[] = [];
  for (let index = 0; index < count; index += 1) {
    const token = await environment.signIn(`person-${index}-of-${programme.key}`);
    await environment.graphql(
      token,
      'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { code path message } } }',
      {
        input: {
          programme: programme.id,
          displayName: `Person ${index}`,
          consentVersion: programme.consentVersion,
          visibility: 'NAMED',
          department: programme.departments.get(departmentKeyOf(index)),
        },
      },
    );
    people.push({ token });
  }
  await backdateJoining(environment.databaseUrl, programme.id);
  return people;
}

async function backdateJoining(databaseUrl: string, programmeId: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `UPDATE ambassador SET joined_at = joined_at - $2::integer * interval '1 day' WHERE programme_id = $1 AND NOT is_test_person`,
    [programmeId, seasonDays + 1],
  );
  await client.end();
}
