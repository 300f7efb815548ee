import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

interface ListedAmbassador {
  readonly id: string;
  readonly displayName: string;
  readonly status: string;
}

interface List {
  readonly nodes: readonly ListedAmbassador[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string;
    readonly startCursor: string;
  };
}

const listOperation = `
  query ($key: String!, $filter: AmbassadorFilter, $orderBy: AmbassadorOrder, $first: Int, $after: String, $last: Int, $before: String) {
    programme(key: $key) {
      ambassadors(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) {
        nodes { id displayName status }
        totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }`;

let api: TestApi;
let programme: TestProgramme;
/** Real people, who joined by themselves. */
let named: SignedIn;
let hidden: SignedIn;
let departed: SignedIn;
let admin: SignedIn;
let auditor: SignedIn;
let communicator: SignedIn;
let reader: string;
const ids: Record<'named' | 'hidden' | 'departed', string> = { named: '', hidden: '', departed: '' };

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('admin', 'ADMIN');
  auditor = await programme.roleHolder('auditor', 'AUDITOR');
  communicator = await programme.roleHolder('communicator', 'COMMUNICATOR', 'sales');
  reader = await programme.apiToken('AMBASSADORS_READ');
  [named, hidden, departed] = await Promise.all([
    api.signIn('Nora Named'),
    api.signIn('Hanna Hidden'),
    api.signIn('Dora Departed'),
  ]);
  ids.named = await join(named, 'NAMED', 'sales');
  ids.hidden = await join(hidden, 'HIDDEN', 'sales');
  ids.departed = await join(departed, 'NAMED', 'sales');
  await api.graphql(
    'mutation ($id: ID!) { leaveProgramme(input: { ambassador: $id }) { errors { code } } }',
    { id: ids.departed },
    { as: departed },
  );
  await enrolTestPeople();
});
afterAll(() => api.stop());

async function join(person: SignedIn, visibility: string, department: 'sales' | 'care'): Promise<string> {
  const input = {
    programme: programme.id,
    displayName: person.name,
    consentVersion,
    visibility,
    department: programme.departments[department],
  };
  const { data } = await api.graphql<{ joinProgramme: { ambassador: { id: string } } }>(
    'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { ambassador { id } } }',
    { input },
    { as: person },
  );
  return data?.joinProgramme.ambassador.id ?? '';
}

/** Ten people, five in each department; the even ones are named. */
async function enrolTestPeople(): Promise<void> {
  const ambassadors = Array.from({ length: 10 }, (_, index) => ({
    externalReference: `test-${index}`,
    name: `Testa ${String.fromCharCode(65 + index)}`,
    departmentKey: index < 5 ? 'sales' : 'care',
    visibility: index % 2 === 0 ? 'NAMED' : 'PSEUDONYM',
    joinedAt: `2026-01-${10 + index}T00:00:00.000Z`,
  }));
  const operation = 'mutation ($input: EnrolTestAmbassadorsInput!) { enrolTestAmbassadors(input: $input) { created } }';
  (await api.graphql(operation, { input: { programme: programme.id, ambassadors } }, { as: admin })).ok();
}

async function list(as: SignedIn | string, variables: Readonly<Record<string, unknown>> = {}): Promise<List> {
  const answer = await api.graphql<{ programme: { ambassadors: List } }>(
    listOperation,
    { key: programme.key, ...variables },
    { as },
  );
  return answer.ok().programme.ambassadors;
}

const namesOf = ({ nodes }: List) => nodes.map((node) => node.displayName);

async function read(id: string, as: SignedIn | string, fields = 'id displayName'): Promise<unknown> {
  const answer = await api.graphql<{ ambassador: unknown }>(
    `query ($id: ID!) { ambassador(id: $id) { ${fields} } }`,
    { id },
    { as },
  );
  return answer.ok().ambassador;
}

describe('the list of ambassadors', () => {
  test('shows an admin everybody by name', async () => {
    const everybody = await list(admin, { first: 50 });
    expect(everybody.totalCount).toBe(13);
    expect(namesOf(everybody)).toEqual([
      'Dora Departed',
      'Hanna Hidden',
      'Nora Named',
      ...Array.from({ length: 10 }, (_, index) => `Testa ${String.fromCharCode(65 + index)}`),
    ]);
  });

  test('shows auditors and machine clients who is not hidden, and the name only of who chose it', async () => {
    for (const viewer of [auditor, reader]) {
      const shown = await list(viewer, { first: 50 });
      expect(shown.totalCount).toBe(11);
      expect(namesOf(shown).slice(0, 6)).toEqual(['Nora Named', 'Testa A', 'Testa C', 'Testa E', 'Testa G', 'Testa I']);
      expect(namesOf(shown).join()).not.toMatch(/Testa [BDFHJ]|Hidden|Departed/);
    }
  });

  test('shows a communicator the own department', async () => {
    const shown = await list(communicator, { first: 50 });
    expect(shown.totalCount).toBe(6);
    expect(namesOf(shown).slice(0, 4)).toEqual(['Nora Named', 'Testa A', 'Testa C', 'Testa E']);
    const other = await list(communicator, { filter: { departmentId: programme.departments.care } });
    expect(other).toMatchObject({ nodes: [], totalCount: 0 });
  });

  test('is not for ambassadors, nor for another programme', async () => {
    const outsider = await (await createTestProgramme(api)).roleHolder('outsider', 'ADMIN');
    const codesFor = async (as: SignedIn | string | undefined) =>
      (await api.graphql(listOperation, { key: programme.key }, { as })).codes();
    expect(await codesFor(named)).toEqual(['FORBIDDEN']);
    expect(await codesFor(outsider)).toEqual(['FORBIDDEN']);
    expect(await codesFor(undefined)).toEqual(['UNAUTHENTICATED']);
    expect(await codesFor(await programme.apiToken('ACTIVITIES_READ'))).toEqual(['FORBIDDEN']);
  });

  test('finds by name only whose name the reader sees: a search tells nobody who a pseudonym is', async () => {
    expect(namesOf(await list(admin, { filter: { search: 'testa b' } }))).toEqual(['Testa B']);
    expect(await list(auditor, { filter: { search: 'Testa B' } })).toMatchObject({ nodes: [], totalCount: 0 });
    expect(namesOf(await list(auditor, { filter: { search: 'TESTA C' } }))).toEqual(['Testa C']);
    expect(namesOf(await list(admin, { filter: { search: 'T%a' } }))).toEqual([]);
  });

  test('orders pseudonymous members by nothing that would tell their names', async () => {
    const shown = await list(auditor, { first: 50, orderBy: { field: 'NAME', direction: 'DESCENDING' } });
    expect(namesOf(shown).slice(-6)).toEqual(['Testa I', 'Testa G', 'Testa E', 'Testa C', 'Testa A', 'Nora Named']);
  });

  test.each([
    ['a status', { status: ['LEFT'] }, ['Dora Departed']],
    ['several visibilities', { visibility: ['HIDDEN'], status: ['ACTIVE', 'PAUSED'] }, ['Hanna Hidden']],
    ['people who exist', { isTestPerson: false }, ['Dora Departed', 'Hanna Hidden', 'Nora Named']],
    ['a search in a status', { search: 'ora', status: ['ACTIVE'] }, ['Nora Named']],
    ['what is no department', { departmentId: 'nowhere' }, []],
  ])('is narrowed to %s', async (_case, filter, names) => {
    const narrowed = await list(admin, { filter });
    expect(namesOf(narrowed)).toEqual(names);
    expect(narrowed.totalCount).toBe(names.length);
  });

  test.each([
    ['name', { field: 'NAME' }],
    ['time of joining, latest first', { field: 'JOINED_AT', direction: 'DESCENDING' }],
  ])('by %s concatenates from pages without gap or repeat, forward and backward', async (_case, orderBy) => {
    for (const viewer of [admin, auditor]) {
      const whole = namesOf(await list(viewer, { first: 50, orderBy }));
      const forward: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const page: List = await list(viewer, { first: 4, after, orderBy });
        forward.push(...namesOf(page));
        after = page.pageInfo.endCursor;
        more = page.pageInfo.hasNextPage;
      }
      expect(forward).toEqual(whole);
      const backward: string[] = [];
      for (let before: string | null = null, more = true; more; ) {
        const page: List = await list(viewer, { last: 4, before, orderBy });
        backward.unshift(...namesOf(page));
        before = page.pageInfo.startCursor;
        more = page.pageInfo.hasPreviousPage;
      }
      expect(backward).toEqual(whole);
    }
  });

  test('refuses cursors of another list', async () => {
    const cursor = Buffer.from(JSON.stringify(['name', 'no id'])).toString('base64url');
    for (const after of ['garbage', cursor]) {
      expect((await api.graphql(listOperation, { key: programme.key, after }, { as: admin })).codes()).toEqual([
        'BAD_USER_INPUT',
      ]);
    }
    const byName = (await list(admin, { first: 1 })).pageInfo.endCursor;
    const mixed = { key: programme.key, after: byName, orderBy: { field: 'JOINED_AT' } };
    expect((await api.graphql(listOperation, mixed, { as: admin })).codes()).toEqual(['BAD_USER_INPUT']);
  });

  test('costs the same number of statements however many it shows', async () => {
    const fields = 'nodes { id displayName status department { name } consents { kind } socialProfiles { handle } } totalCount';
    const operation = `query ($key: String!, $first: Int) { programme(key: $key) { ambassadors(first: $first) { ${fields} } } }`;
    const cost = async (first: number) =>
      (await api.statementsOf(() => api.graphql(operation, { key: programme.key, first }, { as: admin }))).length;
    expect(await cost(13)).toBe(await cost(2));
    expect(await cost(13)).toBeLessThanOrEqual(13);
  });
});

describe('small departments', () => {
  const fields = 'displayName department { key memberCount }';
  let small: TestProgramme;
  let pseudonymous: string;

  beforeAll(async () => {
    small = await createTestProgramme(api);
    const people = ['NAMED', 'PSEUDONYM', 'HIDDEN', 'NAMED', 'NAMED'].map((visibility, index) => ({
      externalReference: `s-${index}`,
      name: `Small ${index}`,
      departmentKey: 'care',
      visibility,
    }));
    const operation = `mutation ($input: EnrolTestAmbassadorsInput!) {
      enrolTestAmbassadors(input: $input) { results { ambassadorId } }
    }`;
    const answer = await api.graphql<{ enrolTestAmbassadors: { results: readonly { ambassadorId: string }[] } }>(
      operation,
      { input: { programme: small.id, ambassadors: people } },
      { as: await small.apiToken('AMBASSADORS_WRITE') },
    );
    pseudonymous = answer.ok().enrolTestAmbassadors.results[1]?.ambassadorId ?? '';
  });

  /** The departments of which there are boards, as somebody sees them. */
  async function onBoards(as: SignedIn): Promise<readonly (boolean | null)[]> {
    const answer = await api.graphql<{
      programme: { departments: { nodes: readonly { key: string; isShownOnBoards: boolean | null }[] } };
    }>(
      'query ($key: String!) { programme(key: $key) { departments(first: 10) { nodes { key isShownOnBoards } } } }',
      { key: small.key },
      { as },
    );
    const { nodes } = answer.ok().programme.departments;
    return nodes.filter(({ key }) => key === 'care').map(({ isShownOnBoards }) => isShownOnBoards);
  }

  test('tell no number, and to nobody but their communicators who is in them under a pseudonym', async () => {
    const watcher = await small.roleHolder('small auditor', 'AUDITOR');
    const carrier = await small.roleHolder('small communicator', 'COMMUNICATOR', 'care');
    const chief = await small.roleHolder('small admin', 'ADMIN');
    expect(await read(pseudonymous, watcher, fields)).toMatchObject({ department: null });
    expect(await read(pseudonymous, carrier, fields)).toMatchObject({ department: { key: 'care', memberCount: null } });
    expect(await read(pseudonymous, chief, fields)).toMatchObject({ department: { key: 'care', memberCount: null } });
    const filter = { departmentId: small.departments.care };
    const listFor = async (as: SignedIn) =>
      (await api.graphql<{ programme: { ambassadors: List } }>(listOperation, { key: small.key, filter }, { as })).ok()
        .programme.ambassadors;
    expect(await onBoards(await small.roleHolder('other communicator', 'COMMUNICATOR', 'sales'))).toEqual([false]);
    expect(await onBoards(await api.signIn('small outsider'))).toEqual([null]);
    expect(await listFor(watcher)).toMatchObject({ totalCount: 3 });
    expect(await listFor(carrier)).toMatchObject({ totalCount: 4 });
    expect(await listFor(chief)).toMatchObject({ totalCount: 5 });
  });

  test('are told once they have the minimum of members who are shown', async () => {
    const operation = 'mutation ($input: EnrolTestAmbassadorsInput!) { enrolTestAmbassadors(input: $input) { created } }';
    const ambassadors = [{ externalReference: 's-5', name: 'Small 5', departmentKey: 'care', visibility: 'NAMED' }];
    await api.graphql(
      operation,
      { input: { programme: small.id, ambassadors } },
      { as: await small.apiToken('AMBASSADORS_WRITE') },
    );
    const watcher = await small.roleHolder('small auditor', 'AUDITOR');
    expect(await read(pseudonymous, watcher, fields)).toMatchObject({ department: { key: 'care', memberCount: 5 } });
    expect(await onBoards(watcher)).toEqual([true]);
  });
});

describe('Membership.ambassador', () => {
  test('is oneself, and nobody after leaving', async () => {
    const operation = '{ viewer { memberships { roles ambassador { id displayName visibility } } } }';
    const mine = await api.graphql(operation, {}, { as: hidden });
    expect(mine.ok()).toEqual({
      viewer: {
        memberships: [
          { roles: ['AMBASSADOR'], ambassador: { id: ids.hidden, displayName: 'Hanna Hidden', visibility: 'HIDDEN' } },
        ],
      },
    });
    expect((await api.graphql(operation, {}, { as: departed })).ok()).toEqual({ viewer: { memberships: [] } });
    expect((await api.graphql(operation, {}, { as: auditor })).ok()).toEqual({
      viewer: { memberships: [{ roles: ['AUDITOR'], ambassador: null }] },
    });
  });
});

describe('one ambassador', () => {
  test('sees itself whole, whatever the visibility, and after leaving', async () => {
    const fields =
      'displayName visibility status leftAt joinedAt isTestPerson language pausedUntil externalReference consents { kind }';
    expect(await read(ids.hidden, hidden, fields)).toMatchObject({ displayName: 'Hanna Hidden', visibility: 'HIDDEN' });
    expect(await read(ids.departed, departed, fields)).toMatchObject({ displayName: 'Dora Departed', status: 'LEFT' });
  });

  test('is seen by fellow ambassadors where named, and in nothing but the name', async () => {
    expect(await read(ids.named, hidden)).toEqual({ id: ids.named, displayName: 'Nora Named' });
    const prying = await api.graphql('query ($id: ID!) { ambassador(id: $id) { status } }', { id: ids.named }, { as: hidden });
    expect(prying.codes()).toEqual(['FORBIDDEN']);
  });

  test('is seen by fellow ambassadors under no pseudonym: it stands on boards alone', async () => {
    const pseudonymous = (await list(admin, { filter: { search: 'Testa B' } })).nodes[0]?.id ?? '';
    expect(await read(pseudonymous, named)).toBeNull();
    expect(await read(pseudonymous, communicator)).toMatchObject({ displayName: expect.stringMatching(/ \d+$/) });
  });

  test('hidden or departed, is seen by admins and nobody else', async () => {
    for (const id of [ids.hidden, ids.departed]) {
      expect(await read(id, admin)).toMatchObject({ id });
      for (const viewer of [named, auditor, communicator, reader]) expect(await read(id, viewer)).toBeNull();
    }
  });

  test('is not found from another programme, nor by what is no id', async () => {
    const outsider = await (await createTestProgramme(api)).roleHolder('outsider', 'ADMIN');
    expect(await read(ids.named, outsider)).toBeNull();
    expect(await read('nobody', admin)).toBeNull();
  });

  test('keeps its pseudonym in the season and has another outside of it and in the next', async () => {
    const other = await createTestProgramme(api);
    const watcher = await other.roleHolder('watcher', 'AUDITOR');
    const token = await other.apiToken('AMBASSADORS_WRITE');
    const enrolment = await api.graphql<{ enrolTestAmbassadors: { results: readonly { ambassadorId: string }[] } }>(
      'mutation ($input: EnrolTestAmbassadorsInput!) { enrolTestAmbassadors(input: $input) { results { ambassadorId } } }',
      { input: { programme: other.id, ambassadors: [{ externalReference: 's', name: 'Sina Seasons' }] } },
      { as: token },
    );
    const id = enrolment.ok().enrolTestAmbassadors.results[0]?.ambassadorId ?? '';
    const seen: unknown[] = [await read(id, watcher)];
    for (const name of ['first', 'second']) {
      await other.query(
        `INSERT INTO season (id, programme_id, name, starts_on, ends_on, created_at)
         VALUES (gen_random_uuid(), $1, $2, current_date - 5, current_date + 5, now())`,
        [other.id, name],
      );
      seen.push(await read(id, watcher));
      expect(await read(id, watcher)).toEqual(seen.at(-1));
      await other.query('DELETE FROM season WHERE programme_id = $1', [other.id]);
    }
    expect(new Set(seen.map((ambassador) => JSON.stringify(ambassador))).size).toBe(3);
    expect(await read(id, watcher)).toEqual(seen[0]);
  });
});
