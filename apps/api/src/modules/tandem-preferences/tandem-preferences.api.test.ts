import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tandemProgramme } from '../../../test/fixtures/tandem-scenes.ts';
import { call, succeedWith } from '../../../test/fixtures/tandems.ts';
import { startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const ALL = `isOpen side languages channels topics strengths needs availability timeZone experience capacity acceptsThird objective
  snoozedUntil wishes { id } blocks { id } manager { id }`;

test('nothing has to be said; what is said stays until it is changed or taken back', async () => {
  const { participant } = await tandemProgramme(api);
  const { who, id } = await participant('Fay', 'FREQUENT');
  const read = await api.graphql(
    `query ($id: ID!) { ambassador(id: $id) { tandemPreferences { ${ALL} } } }`,
    { id },
    { as: who },
  );
  expect(read.ok()).toMatchObject({
    ambassador: { tandemPreferences: { isOpen: true, side: null, languages: [], availability: [], capacity: 1, wishes: [] } },
  });
  const said = {
    languages: ['DE', 'en'],
    topics: ['Robots', 'robots '],
    strengths: ['WRITING'],
    availability: ['MONDAY_MORNING', 'SUNDAY_EVENING'],
    timeZone: 'Europe/Lisbon',
    capacity: 3,
    objective: 'To have fun.',
  };
  const update = (input: object) =>
    succeedWith<{ preferences: object }>(api, who, {
      name: 'updateTandemPreferences',
      input: { ambassador: id, ...input },
      select: `preferences { ${ALL} }`,
    });
  expect((await update(said)).preferences).toMatchObject({
    languages: ['de', 'en'],
    topics: ['robots'],
    strengths: ['WRITING'],
    availability: ['MONDAY_MORNING', 'SUNDAY_EVENING'],
    timeZone: 'Europe/Lisbon',
    capacity: 3,
    objective: 'To have fun.',
  });
  expect((await update({ objective: null, topics: [] })).preferences).toMatchObject({
    topics: [],
    objective: null,
    capacity: 3,
    languages: ['de', 'en'],
  });
});

test('what is out of range is refused where it stands', async () => {
  const { participant } = await tandemProgramme(api);
  const { who, id } = await participant('Fay', 'FREQUENT');
  const input = { ambassador: id, capacity: 6, languages: ['deutsch'], experience: -1 };
  const { errors } = await call(api, who, { name: 'updateTandemPreferences', input, select: '' });
  expect(errors.map(({ code, path }) => [code, path[0]])).toEqual([
    ['INVALID', 'languages'],
    ['OUT_OF_RANGE', 'experience'],
    ['OUT_OF_RANGE', 'capacity'],
  ]);
});

test('people are named only by whom they see, never oneself, and nobody both ways', async () => {
  const { participant, admin } = await tandemProgramme(api);
  const fay = await participant('Fay', 'FREQUENT');
  const named = await participant('Nan', 'HESITANT', 'NAMED');
  const unseen = await participant('Una', 'HESITANT', 'PSEUDONYM');
  const codes = async (input: object) => {
    const answer = await call(api, fay.who, { name: 'declareWishes', input: { ambassador: fay.id, ...input }, select: '' });
    return answer.errors.map(({ code, path }) => [code, path[0]]);
  };
  expect(await codes({ wishes: [unseen.id, fay.id] })).toEqual([
    ['NOT_FOUND', 'wishes'],
    ['INVALID', 'wishes'],
  ]);
  expect(await codes({ wishes: [named.id] })).toEqual([]);
  expect(await codes({ blocks: [named.id] })).toEqual([['INVALID', 'blocks']]);
  expect(await codes({ wishes: [], blocks: [named.id] })).toEqual([]);
  const others = await api.graphql(
    'query ($id: ID!) { ambassador(id: $id) { tandemPreferences { blocks { id } } } }',
    { id: fay.id },
    { as: admin },
  );
  expect(others.codes()).toEqual(['FORBIDDEN']);
  const meddling = await call(api, admin, { name: 'declareWishes', input: { ambassador: fay.id, wishes: [] }, select: '' });
  expect(meddling.errors.map(({ code }) => code)).toEqual(['NOT_ALLOWED']);
});

test('a rest ends on a day that is still to come', async () => {
  const { participant } = await tandemProgramme(api);
  const { who, id } = await participant('Fay', 'FREQUENT');
  const snooze = (until: string | null) =>
    call<{ preferences: { snoozedUntil: string | null } | null }>(api, who, {
      name: 'snoozeTandems',
      input: { ambassador: id, until },
      select: 'preferences { snoozedUntil }',
    });
  expect((await snooze('2020-01-01')).errors.map(({ code }) => code)).toEqual(['OUT_OF_RANGE']);
  expect((await snooze('2999-01-01')).preferences).toEqual({ snoozedUntil: '2999-01-01' });
  expect((await snooze(null)).preferences).toEqual({ snoozedUntil: null });
});

test('colleagues are found by a part of the name where they chose to be named, and nobody else is', async () => {
  const place = await tandemProgramme(api);
  const { who, id } = await place.participant('Fay', 'FREQUENT');
  const robert = await place.participant('Robert Bertram', 'HESITANT', 'NAMED');
  const bert = await place.participant('Bert Ost', 'HESITANT', 'NAMED');
  await place.participant('Bert Pseudonym', 'HESITANT', 'PSEUDONYM');
  await place.participant('Bert Hidden', 'HESITANT', 'HIDDEN');
  const gone = await place.participant('Bert Gone', 'HESITANT', 'NAMED');
  await succeedWith(api, gone.who, { name: 'leaveProgramme', input: { ambassador: gone.id }, select: '' });
  await (await tandemProgramme(api)).participant('Bert Elsewhere', 'HESITANT', 'NAMED');
  const find = async (search: string) => {
    const answer = await api.graphql<{ ambassador: { tandemPreferences: { colleagues: readonly { id: string }[] } } }>(
      'query ($id: ID!, $search: String!) { ambassador(id: $id) { tandemPreferences { colleagues(search: $search) { id displayName } } } }',
      { id, search },
      { as: who },
    );
    return answer.ok().ambassador.tandemPreferences.colleagues.map((colleague) => colleague.id);
  };
  expect(await find(' bert ')).toEqual([bert.id, robert.id]);
  for (const search of ['b', '%%', 'Fay', 'Bert\u0000']) expect(await find(search)).toEqual([]);
  const input = { ambassador: id, wishes: [bert.id], blocks: [robert.id] };
  await succeedWith(api, who, { name: 'declareWishes', input, select: 'preferences { wishes { id } }' });
});
