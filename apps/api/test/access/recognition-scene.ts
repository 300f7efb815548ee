import { newId } from '../../src/platform/ids.ts';
import { openDatabase } from '../fixtures/database.ts';
import { succeedWith } from '../fixtures/tandems.ts';
import type { SignedIn, TestApi, TestProgramme } from '../harness/index.ts';

/** A thank-you with a request, a draw and points for it; kudos that were reported. */
export interface RecognitionSceneIds {
  readonly recognition: string;
  readonly recognitionRequest: string;
  readonly kudos: string;
}

export async function setRecognitionScene(
  api: TestApi,
  { programme, anna, ambassador }: { readonly programme: TestProgramme; readonly anna: SignedIn; readonly ambassador: string },
): Promise<RecognitionSceneIds> {
  const words = { german: 'Danke', english: 'Thanks' };
  const input = { programme: programme.id, name: words, description: words, eligibility: words, pointsGoal: 100 };
  const created = { name: 'createRecognition', input, select: 'recognition { id }' };
  const { recognition } = await succeedWith<{ recognition: { id: string } }>(api, programme.admin, created);
  const asked = { name: 'requestRecognition', input: { recognition: recognition.id }, select: 'request { id }' };
  const { request } = await succeedWith<{ request: { id: string } }>(api, anna, asked);
  const given = { name: 'contributeToRecognition', input: { request: request.id, points: 1 }, select: 'pointsCollected' };
  await succeedWith(api, anna, given);
  const shared = { name: 'shareRecognitionRequest', input: { request: request.id, isShared: true }, select: 'request { id }' };
  await succeedWith(api, anna, shared);
  const duties = {
    programme: programme.id,
    taxTreatment: 'PAYROLL',
    taxResponsible: 'HR',
    labelGerman: 'Anzeige',
    labelEnglish: 'Ad',
  };
  await succeedWith(api, programme.admin, { name: 'proposeMonetaryRewards', input: duties, select: 'programme { id }' });
  const kudos = newId();
  const database = await openDatabase(api.databaseUrl);
  const query = (sql: string, values: readonly unknown[]) => database.manager.query(sql, [...values]);
  await query(
    `INSERT INTO recognition_draw (id, programme_id, recognition_id, season_id, board_id, seed, minimum_points, places, candidates,
       winners, left_out, drawn_by, drawn_at)
     SELECT $1, $2, $3, season.id, board_id, sha256('seed'), 1, 1, ARRAY[$4::uuid], ARRAY[$4::uuid], '{"NOT_SHOWN": 1}', 'x', now()
       FROM season, final_standing WHERE season.programme_id = $2 AND final_standing.programme_id = $2 LIMIT 1`,
    [newId(), programme.id, recognition.id, ambassador],
  );
  await query(
    `INSERT INTO kudos (id, programme_id, giver_id, receiver_id, text, day, sent_at)
     SELECT $1, $2, id, $3, 'Thank you', current_date, now() FROM ambassador
      WHERE programme_id = $2 AND id <> $3 AND status <> 'LEFT' AND visibility <> 'HIDDEN' LIMIT 1`,
    [kudos, programme.id, ambassador],
  );
  await query(`INSERT INTO kudos_report (kudos_id, reporter_id, reason, reported_at) VALUES ($1, $2, 'Too kind', now())`, [
    kudos,
    ambassador,
  ]);
  const policy = { taxTreatment: 'PAYROLL', taxResponsible: 'HR', label: { GERMAN: 'Anzeige', ENGLISH: 'Ad' } };
  await query('UPDATE reward_policy SET duties = $2 WHERE programme_id = $1', [programme.id, JSON.stringify(policy)]);
  await database.close();
  return { recognition: recognition.id, recognitionRequest: request.id, kudos };
}
