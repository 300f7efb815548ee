import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { presets } from '@fanfare/gamification';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../src/platform/ids.ts';
import { importFile } from './fixtures/importing.ts';
import { createTestProgramme, type TestProgramme } from './fixtures/programme.ts';
import { enrol, publishRules } from './fixtures/recording.ts';
import { succeedWith } from './fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from './harness/index.ts';
import {
  type RecountedGoal,
  type RecountedPeople,
  type RecountedTandem,
  recount,
  type ToldRow,
  withPoints,
} from './real-history/challenge-recount.ts';
import { Recomputation, type Row, readRows } from './real-history/recomputation.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');
const folder = process.env['FANFARE_SHARED_DATA'] ?? path.join(root, '..', 'shared', 'data');
const file = path.join(folder, 'hashtag-events.csv');
const isThere = existsSync(file);
if (!isThere) process.stderr.write(`SKIPPED: the real history is not there (${file}; FANFARE_SHARED_DATA names its folder).\n`);

const day = 86_400_000;
const departments = ['sales', 'care'] as const;
/** Every other author, and what they did in 2017. */
const isTaken = ({ at, author }: Row) => at < Date.parse('2018-01-01T00:00:00Z') && Number(author) % 2 === 0;
const isSlow = (author: string) => Number(author) % 3 === 0;

/**
 * When a source tells of what happened: soon, or, of every third author, two weeks later. Each author is told of in order. In between the clock passes the
 * ends of windows and of their grace.
 */
const deliveries = [
  { at: '2017-06-25T00:00:00Z', tells: () => true },
  { at: '2017-07-23T12:00:00Z', tells: ({ author }: Row) => !isSlow(author) },
  { at: '2017-07-28T09:00:00Z', tells: ({ author }: Row) => !isSlow(author) },
  { at: '2017-08-06T09:00:00Z', tells: () => true },
  { at: '2017-11-14T20:00:00Z', tells: () => true },
  { at: '2017-11-26T09:00:00Z', tells: () => true },
];

/** Two challenges of each scope, one over three days and one over five months. Days of Berlin, the last one included. */
const short = { opensOn: '2017-07-22', closesOn: '2017-07-24', opensAt: '2017-07-21T22:00Z', closesAt: '2017-07-24T22:00Z' };
const long = { opensOn: '2017-06-12', closesOn: '2017-11-15', opensAt: '2017-06-11T22:00Z', closesAt: '2017-11-15T23:00Z' };
const challenges: readonly (Omit<RecountedGoal, 'opensAt' | 'closesAt' | 'graceUntil'> & { readonly window: typeof short })[] =
  [
    { window: short, scope: 'EACH_PERSON', measure: 'FACTS', kinds: ['post'], mostPerPersonAndWeek: 3, marks: [1, 2, 3] },
    { window: long, scope: 'EACH_PERSON', measure: 'POINTS', mostPerPersonAndWeek: 3, marks: [10, 20, 30] },
    { window: short, scope: 'EACH_TANDEM', measure: 'DISTINCT_PEOPLE', mostPerPersonAndWeek: 3, marks: [2] },
    { window: long, scope: 'EACH_TANDEM', measure: 'FACTS', kinds: ['share'], mostPerPersonAndWeek: 5, marks: [5, 10] },
    {
      window: short,
      scope: 'EACH_DEPARTMENT',
      measure: 'DISTINCT_PEOPLE',
      campaign: '4',
      mostPerPersonAndWeek: 3,
      marks: [10, 40],
    },
    { window: long, scope: 'EACH_DEPARTMENT', measure: 'ENGAGEMENT', mostPerPersonAndWeek: 2, marks: [50, 100, 5000] },
    { window: short, scope: 'EVERYBODY', measure: 'ENGAGEMENT', mostPerPersonAndWeek: 3, marks: [100, 1000, 1_000_000] },
    { window: long, scope: 'EVERYBODY', measure: 'DISTINCT_WEEKS', mostPerPersonAndWeek: 3, marks: [2, 4, 6] },
  ];

const kindNames: Readonly<Record<string, string>> = { post: 'POST', share: 'SHARE', reply: 'COMMENT' };

(isThere ? describe : describe.skip)('two challenges of each scope over a real history', () => {
  let now = new Date('2017-06-01T09:00:00Z');
  let api: TestApi;
  let programme: TestProgramme;
  let admin: SignedIn;
  let rows: readonly ToldRow[];
  let people: RecountedPeople;
  /** Authors, departments and tandems by the ids under which the API knows them. */
  const names = new Map<string, string>();
  const challengeIds: string[] = [];

  beforeAll(async () => {
    api = await startTestApi({ clock: { now: () => now } });
    programme = await createTestProgramme(api, { status: 'PILOT' });
    await programme.query('UPDATE programme SET grace_hours = 168 WHERE id = $1', [programme.id]);
    admin = await programme.roleHolder('Admin', 'ADMIN');
    // Without the rule that pays for reached challenges: its points would share limits with those of the history.
    const rules = { ...presets.balanced, rules: presets.balanced.rules.filter(({ key }) => key !== 'challenge') };
    await publishRules(api, { programme, admin, rules });
    for (const key of ['1', '2', '3', '4', '5']) await create('createCampaign', { key, name: `Campaign ${key}` });
    await create('createSeason', { name: '2017', startsOn: '2017-01-01', endsOn: '2017-12-31' });
    await tellHistory();
  }, 300_000);
  afterAll(() => api.stop());

  async function create(name: string, input: object): Promise<void> {
    await succeedWith(api, admin, { name, input: { programme: programme.id, ...input }, select: '__typename' });
  }

  async function tellHistory(): Promise<void> {
    const csv = readFileSync(file, 'utf8');
    const [header = '', ...lines] = csv.trimEnd().split(/\r?\n/);
    const told = readRows(csv).map((row) => ({ ...row, toldAt: toldAt(row) }));
    const { authors, grants } = new Recomputation(csv, isTaken);
    rows = withPoints(told.filter(isTaken), grants);
    people = await enrolAll(authors);
    for (const challenge of challenges) challengeIds.push(await announce(challenge));
    for (const { at } of deliveries) {
      await passTo(at);
      const body = [header, ...lines.filter((_, index) => told[index]?.toldAt === now.getTime())].join('\n');
      const { body: answer } = await importFile(api, { programme: programme.key, as: admin, parameters: mapping, body });
      expect(answer).toMatchObject({ status: 'COMPLETED', failed: 0 });
      await api.runDueJobs();
    }
    for (const at of ['2017-12-01T00:00:00Z', '2017-12-02T00:00:00Z']) await passTo(at);
  }

  const mapping = {
    source: 'history',
    map: ['post_id:externalId', 'author_id:ambassador', 'campaign_id:campaign', 'of_post_id:amplifies', 'hashtags:'],
    default: 'evidence:CHANNEL_VERIFIED',
  };

  async function passTo(moment: string): Promise<void> {
    now = new Date(moment);
    await api.runDueJobs();
  }

  /** Never, of what is not taken. */
  function toldAt(row: Row): number {
    const told = isTaken(row) ? deliveries.find(({ at, tells }) => Date.parse(at) >= row.at && tells(row)) : undefined;
    return told === undefined ? Number.POSITIVE_INFINITY : Date.parse(told.at);
  }

  async function enrolAll(authors: readonly string[]): Promise<RecountedPeople> {
    const departmentOf = (author: string) => departments[Number(author) % 3] ?? null;
    const enrolled = authors.map((author) => {
      const departmentKey = departmentOf(author);
      const person = { externalReference: author, name: `Author ${author}`, visibility: 'NAMED' };
      return departmentKey === null ? person : { ...person, departmentKey };
    });
    const ids = await enrol(api, { programme, admin, people: enrolled, joinedAt: '2016-12-31T00:00:00.000Z' });
    for (const [author, id] of ids) names.set(id, author);
    for (const key of departments) names.set(programme.departments[key], key);
    const sizes = new Map(
      departments.map((key) => [key, authors.filter((author) => departmentOf(author) === key).length] as const),
    );
    return { departmentOf, sizes, tandems: await pairUp(authors, ids) };
  }

  /** Three hundred pairs; a fifth of them ended at noon on the second day of the short challenges. */
  async function pairUp(authors: readonly string[], ids: ReadonlyMap<string, string>): Promise<readonly RecountedTandem[]> {
    const acceptedAt = Date.parse('2017-06-05T00:00:00Z');
    const tandems = Array.from({ length: 300 }, (_, index): RecountedTandem => {
      const endedAt = index % 5 === 0 ? Date.parse('2017-07-23T12:00:00Z') : null;
      return { id: newId(), authors: authors.slice(2 * index, 2 * index + 2), acceptedAt, endedAt };
    });
    const run = newId();
    await programme.query(
      `INSERT INTO tandem_run (id, programme_id, name, status, settings, created_by, created_at)
       VALUES ($1, $2, 'Pairs', 'DISCARDED', '{}', 'test', now())`,
      [run, programme.id],
    );
    const written = tandems.map(({ id, authors: [frequent = '', hesitant = ''], endedAt }) => {
      return { id, frequent: ids.get(frequent), hesitant: ids.get(hesitant), endedAt };
    });
    await programme.query(
      `WITH pair AS (
         SELECT * FROM json_to_recordset($3) AS pair (id uuid, frequent uuid, hesitant uuid, "endedAt" float8)
       ), paired AS (
         INSERT INTO tandem (id, programme_id, run_id, state, affinity, factors, proposed_at, expires_at, counts_from, accepted_at,
                             started_at, ended_at)
         SELECT id, $1, $2, CASE WHEN "endedAt" IS NULL THEN 'ACTIVE' ELSE 'COMPLETED' END, 5000, '[]', moment, moment, moment, moment,
                moment, to_timestamp("endedAt" / 1000)
           FROM pair, to_timestamp($4::float8 / 1000) AS moment
       )
       INSERT INTO tandem_member (tandem_id, ambassador_id, programme_id, side, answer, answered_at, is_open)
       SELECT id, half, $1, side, 'ACCEPTED', to_timestamp($4::float8 / 1000), "endedAt" IS NULL
         FROM pair, LATERAL (VALUES (frequent, 'FREQUENT'), (hesitant, 'HESITANT')) AS halves (half, side)`,
      [programme.id, run, JSON.stringify(written), acceptedAt],
    );
    for (const { id } of tandems) names.set(id, id);
    return tandems;
  }

  async function announce({
    window,
    scope,
    measure,
    kinds,
    campaign,
    marks,
    ...goal
  }: (typeof challenges)[number]): Promise<string> {
    const words = { german: 'Aufgabe', english: 'Task' };
    const filter = {
      ...(kinds === undefined ? {} : { kinds: kinds.map((kind) => kindNames[kind]) }),
      ...(campaign === undefined ? {} : { campaigns: [campaign] }),
    };
    const { mostPerPersonAndWeek } = goal;
    const [target, milestones] = [marks.at(-1), marks.slice(0, -1)];
    const document = {
      ...{ format: 1, name: words, call: words, scope },
      goal: { measure, filter, target, milestones, mostPerPersonAndWeek },
    };
    const { opensOn, closesOn } = window;
    const select = 'challenge { id revision }';
    const { challenge } = await succeedWith<{ challenge: { id: string; revision: number } }>(api, admin, {
      ...{ name: 'draftChallenge', input: { programme: programme.id, document, opensOn, closesOn }, select },
    });
    await succeedWith(api, admin, { name: 'scheduleChallenge', input: challenge, select });
    names.set(challenge.id, 'everybody');
    return challenge.id;
  }

  test.each(challenges.map((challenge, index) => ({ ...challenge, index, days: challenge.window === short ? 3 : 157 })))(
    '[CH3] [CH4] [CH5] [CH6] [CH7] [CH9] $scope by $measure over $days days is as a naive recount has it',
    async ({ index, window, ...goal }) => {
      const [opensAt, closesAt] = [Date.parse(window.opensAt), Date.parse(window.closesAt)];
      const expected = recount({ ...goal, opensAt, closesAt, graceUntil: closesAt + 7 * day }, { rows, people });
      const kept = await programme.query<
        { subject: string; reached: number | null; marks: { reachedAt: number | null }[] } & object
      >(
        `SELECT subject_id AS subject, value::float8 AS value, people, (extract(epoch FROM reached_at) * 1000)::float8 AS reached, marks
           FROM challenge_place WHERE challenge_id = $1 ORDER BY place`,
        [challengeIds[index]],
      );
      const places = kept.map(({ subject, reached, marks, ...place }) => {
        return { ...place, subject: names.get(subject), reachedAt: reached, marks: marks.map(({ reachedAt }) => reachedAt) };
      });
      const idOf = new Map([...names].map(([id, name]) => [name, id]));
      const key = ({ subject = '' }: { subject?: string | undefined }) => idOf.get(subject) ?? '';
      expect(places).toEqual(
        [...expected].sort(
          (one, other) =>
            other.value - one.value ||
            (one.reachedAt ?? Number.POSITIVE_INFINITY) - (other.reachedAt ?? Number.POSITIVE_INFINITY) ||
            (key(one) < key(other) ? -1 : 1),
        ),
      );
      expect(places.length).toBeGreaterThan(0);
    },
  );

  test('[CH3] [CH4] the history holds all that a challenge can say of a fact', async () => {
    const verdicts = await programme.query<{ verdict: string }>('SELECT DISTINCT verdict FROM challenge_fact ORDER BY verdict');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      ...['COUNTED', 'COUNTED_IN_GRACE', 'NOTHING_YET', 'QUOTA', 'SAME_CONTENT'],
    ]);
  });
});
