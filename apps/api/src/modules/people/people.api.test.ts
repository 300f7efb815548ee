import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  createTestDepartment,
  createTestProgramme,
  grantTestRole,
  issueTestToken,
  startTestApi,
  type TestApi,
  type TestProgramme,
} from '../../../test/harness/index.ts';

let api: TestApi;
let acme: TestProgramme;
let sales: string;

beforeAll(async () => {
  api = await startTestApi();
  acme = await createTestProgramme(api, { key: 'acme', joinPolicy: 'INVITATION' });
  sales = await createTestDepartment(api, acme, 'sales');
});
afterAll(() => api.stop());

const whoAmI = `{ viewer { isOperator person { name language } memberships { roles programme { key } departments { key } } apiToken { scopes } } }`;

describe('viewer', () => {
  test('is null for nobody', async () => {
    expect((await api.graphql(whoAmI)).ok()).toEqual({ viewer: null });
  });

  test('tells a person their name and their part in each programme', async () => {
    const carla = await api.signIn('Carla Communicator');
    await grantTestRole(api, { programme: acme.id, to: carla, role: 'COMMUNICATOR', department: sales });
    expect((await api.graphql(whoAmI, {}, { as: carla })).ok()).toEqual({
      viewer: {
        isOperator: false,
        person: { name: 'Carla Communicator', language: 'ENGLISH' },
        memberships: [{ roles: ['COMMUNICATOR'], programme: { key: 'acme' }, departments: [{ key: 'sales' }] }],
        apiToken: null,
      },
    });
  });

  test('tells a machine client its scopes', async () => {
    const secret = await issueTestToken(api, acme, ['POINTS_READ']);
    expect((await api.graphql(whoAmI, {}, { as: secret })).ok()).toMatchObject({
      viewer: { person: null, memberships: [], apiToken: { scopes: ['POINTS_READ'] } },
    });
  });
});

const grantRole = `mutation ($input: GrantRoleInput!) {
  grantRole(input: $input) { roleHolder { id role person { name } department { key } } errors { code path } } }`;
const revokeRole = `mutation ($input: RevokeRoleInput!) { revokeRole(input: $input) { programme { roleHolders { id } } errors { code path } } }`;

describe('roles', () => {
  test('a role given to somebody who never signed in waits for them; giving it twice changes nothing', async () => {
    const input = { programme: acme.id, subject: 'ada-auditor', role: 'AUDITOR' };
    const first = await api.graphql(grantRole, { input }, { as: acme.admin });
    expect(first.ok()).toMatchObject({ grantRole: { roleHolder: { role: 'AUDITOR', person: { name: null } }, errors: [] } });
    expect((await api.graphql(grantRole, { input }, { as: acme.admin })).data).toEqual(first.data);
    const ada = await api.signIn('Ada Auditor');
    expect((await api.graphql(whoAmI, {}, { as: ada })).ok()).toMatchObject({
      viewer: { memberships: [{ roles: ['AUDITOR'] }] },
    });
  });

  test('AMBASSADOR is not granted, and a communicator needs a department', async () => {
    const ambassador = { programme: acme.id, subject: 'x', role: 'AMBASSADOR' };
    expect((await api.graphql(grantRole, { input: ambassador }, { as: acme.admin })).data).toMatchObject({
      grantRole: { roleHolder: null, errors: [{ code: 'INVALID', path: ['role'] }] },
    });
    const communicator = { programme: acme.id, subject: 'x', role: 'COMMUNICATOR' };
    expect((await api.graphql(grantRole, { input: communicator }, { as: acme.admin })).data).toMatchObject({
      grantRole: { roleHolder: null, errors: [{ code: 'REQUIRED', path: ['department'] }] },
    });
  });

  test('the last administrator stays; a revoked role ends at once', async () => {
    const bob = await api.signIn('Bob');
    const other = await createTestProgramme(api, { key: 'other', admin: bob });
    const holders = 'query ($key: String!) { programme(key: $key) { roleHolders { id role person { name } } } }';
    const shown = await api.graphql<{ programme: { roleHolders: { id: string }[] } }>(holders, { key: 'other' }, { as: bob });
    const bobsRole = shown.ok().programme.roleHolders[0]?.id;
    const revokeBob = { input: { programme: other.id, roleHolder: bobsRole } };
    expect((await api.graphql(revokeRole, revokeBob, { as: bob })).data).toMatchObject({
      revokeRole: { programme: null, errors: [{ code: 'STATE', path: ['roleHolder'] }] },
    });
    await grantTestRole(api, { programme: other.id, to: await api.signIn('Eve'), role: 'ADMIN' });
    expect((await api.graphql(revokeRole, revokeBob, { as: await api.signIn('Eve') })).ok()).toMatchObject({
      revokeRole: { errors: [] },
    });
    expect((await api.graphql(holders, { key: 'other' }, { as: bob })).codes()).toEqual(['FORBIDDEN']);
  });

  test('an administrator of one programme finds nothing of another', async () => {
    const foreign = await createTestProgramme(api, { key: 'foreign', joinPolicy: 'INVITATION' });
    const input = { programme: foreign.id, subject: 'x', role: 'ADMIN' };
    expect((await api.graphql(grantRole, { input }, { as: acme.admin })).data).toMatchObject({
      grantRole: { roleHolder: null, errors: [{ code: 'NOT_FOUND', path: ['programme'] }] },
    });
    expect((await api.graphql('{ programme(key: "foreign") { id } }', {}, { as: acme.admin })).ok()).toEqual({
      programme: null,
    });
  });
});
