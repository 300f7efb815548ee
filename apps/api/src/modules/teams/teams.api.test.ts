import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { board, change, chooseBoards, told } from '../../../test/fixtures/boards.ts';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { enrol, grant, pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let ids: ReadonlyMap<string, string>;
const five = ['a', 'b', 'c', 'd', 'e'];

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api, { status: 'PILOT' });
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  const people = [...five, 'f'].map((externalReference) => ({
    externalReference,
    visibility: 'NAMED',
    departmentKey: 'sales',
  }));
  ids = await enrol(api, { programme, admin, people });
});

async function create(name: string, as: SignedIn = admin, department: string | null = null): Promise<string> {
  const input = { programme: programme.id, name, department };
  return (await change<{ team: { id: string } }>(api, as, 'createTeam', input, 'team { id }')).team.id;
}

const assign = (name: string, team: string | null, as: SignedIn = admin) =>
  change(api, as, 'assignTeam', { ambassador: ids.get(name), team });

async function refusals(mutation: string, input: object, as: SignedIn): Promise<unknown> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  const answer = await api.graphql(
    `mutation ($input: ${type}) { ${mutation}(input: $input) { errors { code path } } }`,
    { input },
    { as },
  );
  return (answer.ok()[mutation] as { readonly errors: unknown }).errors;
}

describe('teams', () => {
  test('have boards of their own and against each other, with all points of who moves', async () => {
    await chooseBoards(api, { programme, admin }, ['TEAM/ALL_TIME/POINTS', 'TEAM/ALL_TIME/POINTS_PER_ACTIVE_MEMBER']);
    const red = await create('Red');
    await grant(api, { programme, admin, points: five.map((name, index) => [name, index + 1] as const) });
    const own = { scope: 'TEAM', scopeId: red, period: 'ALL_TIME' };
    for (const name of five.slice(0, 4)) await assign(name, red);
    expect(await board(api, { programme, admin, ...own })).toBeNull();
    await assign('e', red);
    expect(told(await board(api, { programme, admin, ...own })).map(([, , name]) => name)).toEqual(['e', 'd', 'c', 'b', 'a']);
    await grant(api, { programme, admin, points: [['a', 5]] });
    const groups = await board(api, {
      programme,
      admin,
      scope: 'TEAM',
      period: 'ALL_TIME',
      measure: 'POINTS_PER_ACTIVE_MEMBER',
    });
    expect(groups?.groups).toEqual([{ rank: 1, pointsPerActiveMember: 4, group: { id: red, name: 'Red' } }]);
    await assign('a', null);
    expect(await board(api, { programme, admin, ...own })).toBeNull();
    const shown = await api.graphql<{ programme: { teams: { nodes: readonly object[] } } }>(
      'query ($key: String!) { programme(key: $key) { teams { totalCount nodes { name memberCount department { name } } } } }',
      { key: programme.key },
      { as: admin },
    );
    expect(shown.ok().programme.teams).toEqual({
      totalCount: 1,
      nodes: [{ name: 'Red', memberCount: null, department: null }],
    });
  });

  test('are renamed and archived: everybody leaves, the name is free again', async () => {
    const red = await create('Red');
    await assign('a', red);
    expect(await refusals('createTeam', { programme: programme.id, name: 'red' }, admin)).toEqual([
      { code: 'TAKEN', path: ['name'] },
    ]);
    await change(api, admin, 'updateTeam', { id: red, name: 'Crimson' });
    const teamOf = async (name: string) => {
      const query = 'query ($id: ID!) { ambassador(id: $id) { team { name } } }';
      return (await api.graphql<{ ambassador: { team: object | null } }>(query, { id: ids.get(name) }, { as: admin })).ok()
        .ambassador.team;
    };
    expect(await teamOf('a')).toEqual({ name: 'Crimson' });
    await change(api, admin, 'archiveTeam', { id: red });
    expect(await teamOf('a')).toBeNull();
    await create('Crimson');
    expect(await refusals('assignTeam', { ambassador: ids.get('a'), team: red }, admin)).toEqual([
      { code: 'NOT_FOUND', path: ['team'] },
    ]);
  });

  test('of a department are its communicator’s to keep, and no others', async () => {
    const carla = await programme.roleHolder('Carla', 'COMMUNICATOR', 'sales');
    const own = await create('Own', carla, programme.departments.sales);
    await assign('a', own, carla);
    const across = await create('Across');
    expect(await refusals('createTeam', { programme: programme.id, name: 'X' }, carla)).toEqual([
      { code: 'NOT_ALLOWED', path: ['programme'] },
    ]);
    expect(await refusals('updateTeam', { id: across, name: 'X' }, carla)).toEqual([{ code: 'NOT_ALLOWED', path: ['id'] }]);
    expect(await refusals('assignTeam', { ambassador: ids.get('b'), team: across }, carla)).toEqual([
      { code: 'NOT_FOUND', path: ['team'] },
    ]);
    const dora = await programme.roleHolder('Dora', 'COMMUNICATOR', 'care');
    expect(await refusals('assignTeam', { ambassador: ids.get('a'), team: null }, dora)).toEqual([
      { code: 'NOT_FOUND', path: ['ambassador'] },
    ]);
  });
});
