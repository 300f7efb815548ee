import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Participant, type TandemProgramme, tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { completeRun, endOfRun, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
}, 60_000);
afterAll(() => api.stop());

interface Change {
  readonly hesitant: { id: string };
  readonly before: { id: string } | null;
  readonly after: { id: string } | null;
  readonly gain: number;
}

interface Cost {
  readonly kind: string;
  readonly atLeast: number | null;
  readonly affinity: number | null;
  readonly text: string;
  readonly changes: readonly Change[] | null;
}

const CHANGES = 'changes { hesitant { id } before { id } after { id } gain }';
const COST = `query ($id: ID!, $hesitant: ID!, $frequent: ID!) { tandemRun(id: $id) {
  overrideCost(hesitant: $hesitant, frequent: $frequent) { kind atLeast affinity text(language: ENGLISH) ${CHANGES} } } }`;

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

test('tells at once whom a pair would cost what: the same that a run with that pair finds', async () => {
  const place = await tandemProgramme(api);
  const { fay, finn, hal, han } = await twoPairs(place);
  const run = await completeRun(api, place.admin, { programme: place.programme.id, settings: { grades: [9000] } });
  expect(await costOf(run, [hal, fay], place.admin)).toMatchObject({ kind: 'CHOSEN', changes: [] });
  const cost = await costOf(run, [hal, finn], place.admin);
  expect(cost).toMatchObject({
    kind: 'AFFINITY',
    text: expect.stringMatching(/^This tandem costs everybody together at least \d+/),
  });
  const { tandemRun } = await succeedWith<{ tandemRun: { id: string } }>(api, place.admin, {
    ...{ name: 'lockTandemProposal', input: { run, hesitant: hal.id, frequent: finn.id }, select: 'tandemRun { id }' },
  });
  await endOfRun(api, place.admin, tandemRun.id);
  const compared = await api.graphql<{ tandemRun: { comparison: { changes: readonly Change[] } } }>(
    `query ($id: ID!, $with: ID!) { tandemRun(id: $id) { comparison(with: $with) { ${CHANGES} } } }`,
    { id: tandemRun.id, with: run },
    { as: place.admin },
  );
  const { changes } = compared.ok().tandemRun.comparison;
  expect(cost?.changes).toEqual(changes);
  expect(new Set(changes.map(({ hesitant }) => hesitant.id))).toEqual(new Set([hal.id, han.id]));
  const lost = -changes.reduce((sum, { gain }) => sum + gain, 0);
  expect(lost).toBeGreaterThanOrEqual(cost?.atLeast ?? Number.POSITIVE_INFINITY);
});

test('names nobody’s exclusion, and tells nothing of people who take no part on that side', async () => {
  const place = await tandemProgramme(api);
  const { fay, finn, hal, han } = await twoPairs(place);
  await say(han, 'declareWishes', { blocks: [fay.id] }, 'preferences { isOpen }');
  const run = await completeRun(api, place.admin, { programme: place.programme.id });
  const auditor = await place.programme.roleHolder('Audi', 'AUDITOR');
  expect(await costOf(run, [han, fay], auditor)).toEqual({
    ...{ kind: 'IMPOSSIBLE', atLeast: null, affinity: null, text: 'This tandem is not possible.', changes: [] },
  });
  expect(await costOf(run, [fay, finn], auditor)).toBeNull();
  const variables = { id: run, hesitant: hal.id, frequent: fay.id };
  expect((await api.graphql(COST, variables, { as: hal.who })).codes()).toEqual(['FORBIDDEN']);
});
