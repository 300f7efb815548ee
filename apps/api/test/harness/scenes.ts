import type { SignedIn, TestApi } from './start-test-api.ts';

/** A programme of a test, with its first administrator. */
export interface TestProgramme {
  readonly id: string;
  readonly key: string;
  readonly admin: SignedIn;
}

export type TestRole = 'COMMUNICATOR' | 'ADMIN' | 'AUDITOR';

/** Creates a programme as the operator and makes somebody its administrator. */
export async function createTestProgramme(
  api: TestApi,
  options: { readonly key: string; readonly admin?: SignedIn; readonly joinPolicy?: 'OPEN' | 'INVITATION' },
): Promise<TestProgramme> {
  const { key, joinPolicy = 'OPEN' } = options;
  const operator = await api.signIn('operator');
  const input = {
    key,
    name: key,
    timeZone: 'Europe/Berlin',
    language: 'GERMAN',
    hashtags: [key],
    joinPolicy,
    status: 'ACTIVE',
  };
  const created = await api.graphql<{ createProgramme: { programme: { id: string } | null; errors: readonly unknown[] } }>(
    'mutation ($input: CreateProgrammeInput!) { createProgramme(input: $input) { programme { id } errors { code path } } }',
    { input },
    { as: operator },
  );
  const id = created.ok().createProgramme.programme?.id;
  if (id === undefined) throw new Error(`No programme was created: ${JSON.stringify(created.data)}`);
  const admin = options.admin ?? (await api.signIn(`Admin of ${key}`));
  await grantTestRole(api, { programme: id, to: admin, role: 'ADMIN' });
  return { id, key, admin };
}

/** Gives somebody a role, as the operator. */
export async function grantTestRole(
  api: TestApi,
  grant: { readonly programme: string; readonly to: SignedIn; readonly role: TestRole; readonly department?: string },
): Promise<void> {
  const { programme, to, role, department = null } = grant;
  const result = await api.graphql<{ grantRole: { errors: readonly unknown[] } }>(
    'mutation ($input: GrantRoleInput!) { grantRole(input: $input) { errors { code path message } } }',
    { input: { programme, subject: to.subject, role, department } },
    { as: await api.signIn('operator') },
  );
  const { errors } = result.ok().grantRole;
  if (errors.length > 0) throw new Error(`The role was not granted: ${JSON.stringify(errors)}`);
}

/** Creates a department as an administrator; gives back its id. */
export async function createTestDepartment(api: TestApi, programme: TestProgramme, key: string): Promise<string> {
  const result = await api.graphql<{ createDepartment: { department: { id: string } | null } }>(
    'mutation ($input: CreateDepartmentInput!) { createDepartment(input: $input) { department { id } errors { code path } } }',
    { input: { programme: programme.id, key, name: key } },
    { as: programme.admin },
  );
  const id = result.ok().createDepartment.department?.id;
  if (id === undefined) throw new Error(`No department was created: ${JSON.stringify(result.data)}`);
  return id;
}

/** Issues a token as an administrator; gives back its secret. */
export async function issueTestToken(api: TestApi, programme: TestProgramme, scopes: readonly string[]): Promise<string> {
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const result = await api.graphql<{ issueApiToken: { secret: string | null } }>(
    'mutation ($input: IssueApiTokenInput!) { issueApiToken(input: $input) { secret errors { code path } } }',
    { input: { programme: programme.id, name: 'a machine', scopes, expiresAt } },
    { as: programme.admin },
  );
  const { secret } = result.ok().issueApiToken;
  if (secret === null) throw new Error(`No token was issued: ${JSON.stringify(result.data)}`);
  return secret;
}
