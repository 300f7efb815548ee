import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createTestDepartment,
  createTestProgramme,
  type GraphqlResult,
  startTestApi,
  type TestApi,
  type TestProgramme,
} from '../../../test/harness/index.ts';

let api: TestApi;
let acme: TestProgramme;
beforeAll(async () => {
  api = await startTestApi();
  acme = await createTestProgramme(api, { key: 'acme' });
});
afterAll(() => api.stop());

const createDepartment = `mutation ($input: CreateDepartmentInput!) {
  createDepartment(input: $input) { department { id key name } errors { code path } } }`;
const updateDepartment = `mutation ($input: UpdateDepartmentInput!) {
  updateDepartment(input: $input) { department { key name } errors { code path } } }`;
const departmentsOf = `query ($first: Int, $after: String) { programme(key: "lists") {
  departments(first: $first, after: $after) { totalCount nodes { name } pageInfo { hasNextPage endCursor } } } }`;

interface Listed {
  readonly programme: {
    readonly departments: {
      readonly totalCount: number;
      readonly nodes: readonly { readonly name: string }[];
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
    };
  };
}

describe('departments', () => {
  test('have a key that is theirs alone in the programme, and that stays when they are renamed', async () => {
    const id = await createTestDepartment(api, acme, 'sales');
    const again = await api.graphql(
      createDepartment,
      { input: { programme: acme.id, key: 'sales', name: 'Other' } },
      { as: acme.admin },
    );
    expect(again.ok()).toEqual({ createDepartment: { department: null, errors: [{ code: 'TAKEN', path: ['key'] }] } });
    const renamed = await api.graphql(updateDepartment, { input: { id, name: 'Vertrieb' } }, { as: acme.admin });
    expect(renamed.ok()).toEqual({ updateDepartment: { department: { key: 'sales', name: 'Vertrieb' }, errors: [] } });
  });

  test('are created once however often a client repeats itself', async () => {
    const input = { clientMutationId: 'once', programme: acme.id, key: 'legal', name: 'Legal' };
    const first = await api.graphql(createDepartment, { input }, { as: acme.admin });
    expect((await api.graphql(createDepartment, { input }, { as: acme.admin })).ok()).toEqual(first.ok());
  });

  test.each([
    ['name', { name: 'a\0b' }],
    ['name', { name: 'half \ud800' }],
    ['clientMutationId', { clientMutationId: '\0' }],
  ])('with a character in the %s that cannot be kept are refused by name', async (field, more) => {
    const input = { programme: acme.id, key: 'unstorable', name: 'Fine', ...more };
    const answer = await api.graphql(createDepartment, { input }, { as: acme.admin });
    expect(answer.ok()).toEqual({ createDepartment: { department: null, errors: [{ code: 'INVALID', path: [field] }] } });
  });

  test('nothing is found by a text or id that cannot be one', async () => {
    const asked = `query ($text: String!, $id: ID!, $board: BoardInput!) {
      programme(key: $text) { id } leaderboard(board: $board) { id } ambassador(id: $id) { id } activity(id: $id) { id } }`;
    const board = { programme: acme.id, scope: 'DEPARTMENT', scopeId: "'\0" };
    const answer = await api.graphql(asked, { text: 'a\0b', id: '\0', board }, { as: acme.admin });
    expect(answer.ok()).toEqual({ programme: null, leaderboard: null, ambassador: null, activity: null });
    const search =
      'query ($search: String) { programme(key: "acme") { ambassadors(filter: { search: $search }) { totalCount } } }';
    const searched = await api.graphql(search, { search: '\0' }, { as: acme.admin });
    expect(searched.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('are listed by name, page by page, without gap or repeat', async () => {
    const lists = await createTestProgramme(api, { key: 'lists' });
    for (const key of ['delta', 'alpha', 'charlie', 'bravo', 'echo']) await createTestDepartment(api, lists, key);
    const names: string[] = [];
    let after: string | null = null;
    do {
      const page: GraphqlResult<Listed> = await api.graphql<Listed>(departmentsOf, { first: 2, after }, { as: lists.admin });
      const { totalCount, nodes, pageInfo } = page.ok().programme.departments;
      expect(totalCount).toBe(5);
      names.push(...nodes.map((node) => node.name));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(names).toEqual(['alpha', 'bravo', 'charlie', 'delta', 'echo']);
  });

  test('of another programme do not exist for its administrator', async () => {
    const id = await createTestDepartment(api, acme, 'finance');
    const other = await createTestProgramme(api, { key: 'other' });
    expect((await api.graphql(updateDepartment, { input: { id, name: 'Taken over' } }, { as: other.admin })).ok()).toEqual({
      updateDepartment: { department: null, errors: [{ code: 'NOT_FOUND', path: ['id'] }] },
    });
  });
});
