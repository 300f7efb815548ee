import { openDatabase } from '../fixtures/database.ts';
import type { TestApi, TestProgramme } from '../harness/index.ts';

/** Says what the seasons of the programme are about, and whom they honour, as if they were over. */
export async function setSeasonScene(
  api: TestApi,
  { programme, ambassador }: { readonly programme: TestProgramme; readonly ambassador: string },
): Promise<void> {
  const database = await openDatabase(api.databaseUrl);
  const query = (sql: string, values: readonly unknown[]) => database.manager.query(sql, [...values]);
  const words = JSON.stringify({ GERMAN: 'Stimmen', ENGLISH: 'Voices' });
  const picture = JSON.stringify({ shape: 'CIRCLE', motif: 'SPARK', hue: 40, rings: 2 });
  await query(
    `INSERT INTO season_theme (season_id, programme_id, revision, name, call_text, picture, changed_at, changed_by)
     SELECT id, programme_id, 1, $2, $2, $3, now(), 'x' FROM season WHERE programme_id = $1`,
    [programme.id, words, picture],
  );
  await query(
    'INSERT INTO season_ceremony (season_id, programme_id, taken_at) SELECT id, programme_id, now() FROM season WHERE programme_id = $1',
    [programme.id],
  );
  await query(
    `INSERT INTO season_podium_place (season_id, measure, place, rank, subject_id, value)
     SELECT id, 'MOST_HELPFUL', 1, 1, $2, 3 FROM season WHERE programme_id = $1`,
    [programme.id, ambassador],
  );
  await database.close();
}
