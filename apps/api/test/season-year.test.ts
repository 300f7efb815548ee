import { seededRandom } from '@fanfare/testkit';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chooseBoards } from './fixtures/boards.ts';
import { consentVersion, createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, pointsAsTold, publishRules } from './fixtures/recording.ts';
import { joinAs, succeedWith } from './fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';
import {
  addDays,
  challengesOf,
  digestsOf,
  type Fact,
  factsOf,
  frozenAt,
  midnight,
  placesOf,
  type Step,
  seasonDays,
  stepsOfTheYear,
} from './season-year/model.ts';

/**
 * A season of a year, driven by a clock: both changes of the clock lie in it. Whatever the clock asks for is compared with a model
 * that was written down without any code of the product: when periods freeze and with which places, when a recurring challenge opens, closes,
 * completes and comes again and with which result, which weeks bring a digest, and whom the season honours for its points.
 */

const seed = 20_251_231;
let api: TestApi;
let now = new Date(midnight('2024-12-30') + 9 * 3_600_000);

beforeAll(async () => {
  const environment = { MAILBOX: 'true' };
  api = await startTestApi({ clock: { now: () => now }, environment });
});
afterAll(() => api.stop());

const people = ['p-0', 'p-1', 'p-2', 'p-3'];
const boards = ['PROGRAMME/DAY/POINTS', 'PROGRAMME/WEEK/POINTS', 'PROGRAMME/MONTH/POINTS', 'PROGRAMME/SEASON/POINTS'];

interface Year {
  readonly programme: TestProgramme;
  readonly admin: SignedIn;
  /** Ids by the references that facts name; `ada` signed in herself, the others are test persons. */
  readonly ids: ReadonlyMap<string, string>;
  readonly season: string;
}

async function begin(): Promise<Year> {
  const programme = await createTestProgramme(api);
  await programme.query('UPDATE programme SET grace_hours = 48 WHERE id = $1', [programme.id]);
  const admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  const [startsOn, endsOn] = seasonDays;
  const { season } = await succeedWith<{ season: { id: string } }>(api, admin, {
    name: 'createSeason',
    input: { programme: programme.id, name: 'The year', startsOn, endsOn },
    select: 'season { id }',
  });
  await chooseBoards(api, { programme, admin }, boards);
  const ids = new Map(await enrol(api, { programme, admin, people, joinedAt: '2024-12-01T00:00:00.000Z' }));
  const ada = await api.signIn('Ada');
  const token = await api.identityProvider.issueToken({ subject: ada.subject, name: 'Ada', email: 'ada@example.com' });
  ids.set('ada', await joinAs(api, { ...ada, token }, { programme: programme.id, consentVersion }));
  await programme.query(`UPDATE ambassador SET external_reference = 'ada' WHERE id = $1`, [ids.get('ada')]);
  const words = { german: 'Monatsende', english: 'End of the month' };
  const document = {
    ...{ format: 1, name: words, call: words, scope: 'EVERYBODY' },
    goal: { measure: 'FACTS', target: 1000, filter: {}, milestones: [] },
  };
  const recurrence = { unit: 'MONTH', every: 1, until: '2025-12-31' };
  const { challenge } = await succeedWith<{ challenge: object }>(api, admin, {
    name: 'draftChallenge',
    input: { programme: programme.id, document, recurrence, opensOn: '2025-01-31', closesOn: '2025-02-06' },
    select: 'challenge { id revision }',
  });
  await succeedWith(api, admin, { name: 'scheduleChallenge', input: challenge, select: 'challenge { state }' });
  return { programme, admin, ids, season: season.id };
}

async function record({ programme, admin }: Year, facts: readonly Fact[]): Promise<void> {
  if (facts.length === 0) return;
  const activities = facts.map(({ id, person, points, occurredAt }) => ({
    ...{ ambassadorReference: person, externalId: id, quantity: points, kind: 'TRAINING_COMPLETED', channel: 'IN_PERSON' },
    occurredAt: new Date(occurredAt).toISOString(),
  }));
  const { results } = await succeedWith<{ results: readonly { outcome: string }[] }>(api, admin, {
    name: 'recordActivities',
    input: { programme: programme.id, source: 'year', activities },
    select: 'results { outcome errors { message } }',
  });
  expect(results.filter(({ outcome }) => outcome !== 'RECORDED')).toEqual([]);
}

const frozenSql = `SELECT period || ' ' || period_start AS name FROM board
  WHERE programme_id = $1 AND frozen_at IS NOT NULL ORDER BY ends_at, period`;
const challengesSql = `SELECT opens_on::text AS "opensOn", state FROM challenge WHERE programme_id = $1 ORDER BY opens_on`;

interface Digest {
  readonly day: string;
  readonly from: Date;
  readonly until: Date;
}

const digestsSql = `SELECT day::text, covers_from AS from, covers_until AS until FROM mail
  WHERE ambassador_id = $1 AND list = 'DIGEST' ORDER BY day`;

/** What the clock has done by now is what the model says. */
async function compare({ programme }: Year, facts: readonly Fact[], steps: readonly Step[]): Promise<void> {
  const frozen = await programme.query<{ name: string }>(frozenSql, [programme.id]);
  expect({ at: now, frozen: frozen.map(({ name }) => name).sort() }).toEqual({
    at: now,
    frozen: [...frozenAt(facts, now.getTime())].sort(),
  });
  const challenges = await programme.query(challengesSql, [programme.id]);
  expect({ at: now, challenges }).toEqual({
    at: now,
    challenges: challengesOf(facts, steps).map(({ opensOn, state }) => ({ opensOn, state })),
  });
}

test('a year passes: every freeze, every recurrence, every digest and every final standing is what a model says', async () => {
  const year = await begin();
  const { programme, ids } = year;
  const random = seededRandom(seed);
  const steps: Step[] = [];
  const facts: Fact[] = [];
  /** By their Monday, with what they cover; collected on the way, because mails are forgotten. */
  const digests = new Map<string, readonly [number, number]>();
  for (const step of stepsOfTheYear()) {
    now = new Date(step.at);
    steps.push(step);
    const told = factsOf(step, { random, people: [...people, 'ada'], number: facts.length });
    await record(year, told);
    facts.push(...told);
    await api.runDueJobs();
    await compare(year, facts, steps);
    for (const { day, from, until } of await programme.query<Digest>(digestsSql, [ids.get('ada')])) {
      digests.set(day, [from.getTime(), until.getTime()]);
    }
  }

  const places = await programme.query<{ board: string; person: string; score: number }>(
    `SELECT period || ' ' || period_start AS board, external_reference AS person, score::integer AS score
       FROM final_place JOIN board ON board.id = board_id JOIN ambassador ON ambassador.id = member_id
      WHERE board.programme_id = $1 ORDER BY ends_at, period, period_start, place`,
    [programme.id],
  );
  const found = new Map<string, (readonly [string, number])[]>();
  for (const { board, person, score } of places) found.set(board, [...(found.get(board) ?? []), [person, score]]);
  const expected = placesOf(facts, { until: now.getTime(), idOf: (person) => ids.get(person) ?? '' });
  expect(expected.size).toBeGreaterThan(100);
  expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected));

  const results = await programme.query(
    `SELECT opens_on::text AS "opensOn", value::integer AS value, people FROM challenge_place JOIN challenge ON challenge.id = challenge_id
      WHERE programme_id = $1 ORDER BY opens_on`,
    [programme.id],
  );
  const completed = challengesOf(facts, steps).filter(({ state }) => state === 'COMPLETED');
  expect(completed).toHaveLength(12);
  // Where nobody did anything there is no place.
  const contested = completed.filter((challenge) => challenge.people > 0);
  expect(results).toEqual(contested.map(({ state: _state, ...result }) => result));

  const weeks = digestsOf(facts, steps);
  expect([...digests]).toEqual(weeks.map(([day, ...covered]) => [day, covered]));
  expect(new Set(weeks.map(([, from, until]) => (until - from) / 3_600_000))).toEqual(new Set([167, 168, 169]));
  expect(weeks.length).toBeLessThan(52);

  const season = `SEASON ${seasonDays[0]}`;
  const honoured = await programme.query<{ rank: number; person: string; value: number }>(
    `SELECT rank, external_reference AS person, value::integer AS value FROM season_podium_place JOIN ambassador ON ambassador.id = subject_id
      WHERE season_id = $1 AND measure = 'POINTS' ORDER BY place`,
    [year.season],
  );
  expect(honoured.map(({ person, value }) => [person, value])).toEqual(expected.get(season)?.slice(0, 3));
  const happened = await programme.query(
    `SELECT kind, happened_at AS at FROM happening WHERE programme_id = $1 AND kind LIKE 'SEASON_%' ORDER BY happened_at`,
    [programme.id],
  );
  expect(happened.map((one) => (one as { kind: string }).kind)).toEqual(['SEASON_CLOSED']);
  const [taken] = await programme.query<{ at: Date }>('SELECT taken_at AS at FROM season_ceremony WHERE season_id = $1', [
    year.season,
  ]);
  expect(taken?.at.getTime()).toBeGreaterThan(midnight(addDays(seasonDays[1], 3)));
}, 240_000);
