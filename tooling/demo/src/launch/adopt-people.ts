import { Client } from 'pg';
import { cast, subjectOf } from '../cast.ts';

/**
 * Makes the people of the cast known under the issuer of this start. The demo's issuer contains its port, and a person is known by
 * issuer and subject: without this, a start on another port would meet ten strangers. Does nothing in a database without tables.
 */
export async function adoptPeople(databaseUrl: string, issuer: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ exists: boolean }>("SELECT to_regclass('person') IS NOT NULL AS exists");
    if (rows[0]?.exists !== true) return;
    await client.query(
      `UPDATE person SET issuer = $1
       WHERE subject = ANY($2) AND issuer <> $1 AND issuer LIKE '%/oidc'
         AND NOT EXISTS (SELECT FROM person AS known WHERE known.issuer = $1 AND known.subject = person.subject)`,
      [issuer, cast.map(subjectOf)],
    );
  } finally {
    await client.end();
  }
}
