import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase } from '../../../test/fixtures/database.ts';
import { type Participant, type TandemProgramme, tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { completeRun, endOfRun, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';
import { newId } from '../../platform/ids.ts';
import { OverrideCosts } from './override-costs.ts';
import { TandemRunsRepository } from './tandem-runs.repository.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Change {
  readonly hesitant: { id: string };
  readonly before: { id: string } | null;
  readonly after: { id: string } | null;
  readonly gain: number;
}

interface Cost {
  readonly kind: string;
  readonly points: number | null;
  readonly affinity: number | null;
  readonly text: string;
  readonly changes: readonly Change[];
}

const CHANGES = 'changes { hesitant { id } before { id } after { id } gain }';
const COST = `query ($id: ID!, $hesitant: ID!, $frequent: ID!) { tandemRun(id: $id) {
  overrideCost(hesitant: $hesitant, frequent: $frequent) { kind points affinity text(language: ENGLISH) ${CHANGES} } } }`;

async function costOf(
  run: string,
  [hesitant, frequent]: readonly [Participant, Participant],
  as: SignedIn,
): Promise<Cost | null> {
  const variables = { id: run, hesitant: hesitant.id, frequent: frequent.id };
  const answer = await api.graphql<{ tandemRun: { overrideCost: Cost | null } }>(COST, variables, { as });
  return answer.ok().tandemRun.overrideCost;
}

const say = (member: Participant, name: string, input: object, select: string) =>
  succeedWith(api, member.who, { name, input: { ambassador: member.id, ...input }, select });

/** Fay and Hal speak of robots, Finn and Han of trees: each finds the other. */
async function twoPairs(place: TandemProgramme) {
  const people = {
    ...{ fay: await place.participant('Fay', 'FREQUENT', 'NAMED'), finn: await place.participant('Finn', 'FREQUENT') },
    ...{ hal: await place.participant('Hal', 'HESITANT'), han: await place.participant('Han', 'HESITANT') },
  };
  const topics = (member: Participant, topic: string) =>
    say(member, 'updateTandemPreferences', { topics: [topic] }, 'preferences { isOpen }');
  for (const member of [people.fay, people.hal]) await topics(member, 'robots');
  for (const member of [people.finn, people.han]) await topics(member, 'trees');
  return people;
}

/** Fixes the pair as a variant of the run; gives back what that run says differs. */
async function changesByRun(place: TandemProgramme, run: string, [hesitant, frequent]: readonly [Participant, Participant]) {
  const { tandemRun } = await succeedWith<{ tandemRun: { id: string } }>(api, place.admin, {
    ...{ name: 'lockTandemProposal', input: { run, hesitant: hesitant.id, frequent: frequent.id }, select: 'tandemRun { id }' },
  });
  await endOfRun(api, place.admin, tandemRun.id);
  const compared = await api.graphql<{ tandemRun: { comparison: { changes: readonly Change[] } } }>(
    `query ($id: ID!, $with: ID!) { tandemRun(id: $id) { comparison(with: $with) { ${CHANGES} } } }`,
    { id: tandemRun.id, with: run },
    { as: place.admin },
  );
  return { variant: tandemRun.id, changes: compared.ok().tandemRun.comparison.changes };
}

test('tells whom a pair would cost what, to the point: the same that a run with that pair finds', async () => {
  const place = await tandemProgramme(api);
  const { fay, finn, hal, han } = await twoPairs(place);
  const run = await completeRun(api, place.admin, { programme: place.programme.id, settings: { grades: [9000] } });
  expect(await costOf(run, [hal, fay], place.admin)).toMatchObject({ kind: 'CHOSEN', changes: [] });
  const cost = await costOf(run, [hal, finn], place.admin);
  expect(cost).toMatchObject({
    kind: 'AFFINITY',
    text: expect.stringMatching(/^This tandem costs everybody together \d+ points\.$/),
  });
  const { variant, changes } = await changesByRun(place, run, [hal, finn]);
  expect(cost?.changes).toEqual(changes);
  expect(new Set(changes.map(({ hesitant }) => hesitant.id))).toEqual(new Set([hal.id, han.id]));
  const lost = -changes.reduce((sum, { gain }) => sum + gain, 0);
  expect(lost).toBe(cost?.points);
  expect(await costOf(variant, [hal, fay], place.admin)).toMatchObject({ kind: 'LOCKED' });
  expect(await costOf(variant, [han, finn], place.admin)).toMatchObject({ kind: 'NO_PLACE', changes: [] });
});

test('counts a third as accompanied, before and after', async () => {
  const place = await tandemProgramme(api);
  const fay = await place.participant('Fay', 'FREQUENT');
  await say(fay, 'updateTandemPreferences', { acceptsThird: true }, 'preferences { isOpen }');
  const people = [await place.participant('Hal', 'HESITANT'), await place.participant('Han', 'HESITANT')];
  for (const [index, member] of people.entries())
    await say(member, 'updateTandemPreferences', { experience: index * 3 }, 'preferences { isOpen }');
  const run = await completeRun(api, place.admin, { programme: place.programme.id });
  const costs = await Promise.all(people.map((member) => costOf(run, [member, fay], place.admin)));
  const other = people[costs.findIndex((cost) => cost?.kind !== 'CHOSEN')];
  if (other === undefined) throw new Error('nobody is a third');
  const { changes } = await changesByRun(place, run, [other, fay]);
  expect((await costOf(run, [other, fay], place.admin))?.changes).toEqual(changes);
  for (const { before, after } of changes) expect([before?.id, after?.id]).toEqual([fay.id, fay.id]);
});

test('is given up when nobody waits for it any more, and makes room for the next', async () => {
  const database = await openDatabase(api.databaseUrl);
  const place = await tandemProgramme(api);
  const id = await completeRun(api, place.admin, { programme: place.programme.id });
  const run = await new TandemRunsRepository(database.manager).find(id);
  if (run === null) throw new Error('there is no run');
  const costs = new OverrideCosts(database);
  const listeners: (() => void)[] = [];
  const ask = () =>
    costs.of(run, { pair: { hesitantId: newId(), frequentId: newId() }, whenGone: (one) => listeners.push(one) });
  const asked = Array.from({ length: 8 }, ask);
  expect(ask).toThrow('Too many costs are being asked for');
  listeners[3]?.();
  asked.push(ask());
  expect(await Promise.all(asked)).toEqual(asked.map(() => null));
  await database.close();
});

test('names nobody’s exclusion, and tells nothing of people who take no part on that side', async () => {
  const place = await tandemProgramme(api);
  const { fay, finn, hal, han } = await twoPairs(place);
  await say(han, 'declareWishes', { blocks: [fay.id] }, 'preferences { isOpen }');
  const run = await completeRun(api, place.admin, { programme: place.programme.id });
  const auditor = await place.programme.roleHolder('Audi', 'AUDITOR');
  expect(await costOf(run, [han, fay], auditor)).toEqual({
    ...{ kind: 'IMPOSSIBLE', points: null, affinity: null, text: 'This tandem is not possible.', changes: [] },
  });
  expect(await costOf(run, [fay, finn], auditor)).toBeNull();
  const variables = { id: run, hesitant: hal.id, frequent: fay.id };
  expect((await api.graphql(COST, variables, { as: hal.who })).codes()).toEqual(['FORBIDDEN']);
});
