import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

interface Payload {
  readonly results: readonly {
    readonly externalReference: string;
    readonly outcome: string;
    readonly ambassadorId: string | null;
    readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
  }[];
  readonly created: number;
  readonly existing: number;
  readonly refused: number;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

const operation = `mutation ($input: EnrolTestAmbassadorsInput!) {
  enrolTestAmbassadors(input: $input) {
    results { externalReference outcome ambassadorId errors { code path message } }
    created existing refused errors { code path }
  }
}`;

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('admin', 'ADMIN');
});
afterAll(() => api.stop());

async function enrol(
  ambassadors: readonly object[],
  as: SignedIn | string = admin,
  programmeId = programme.id,
): Promise<Payload> {
  const variables = { input: { programme: programmeId, ambassadors } };
  return (await api.graphql<{ enrolTestAmbassadors: Payload }>(operation, variables, { as })).ok().enrolTestAmbassadors;
}

describe('enrolTestAmbassadors', () => {
  test('enrols test persons as they are wanted, and marks them', async () => {
    const joinedAt = '2026-02-01T08:00:00.000Z';
    const wanted = {
      externalReference: 'full',
      name: 'Ada',
      departmentKey: 'sales',
      visibility: 'NAMED',
      language: 'ENGLISH',
      joinedAt,
    };
    const payload = await enrol([wanted, { externalReference: 'short', name: 'Grace' }]);
    expect(payload).toMatchObject({ created: 2, existing: 0, refused: 0, errors: [] });
    const fields = 'displayName isTestPerson externalReference visibility language joinedAt department { key } consents { id }';
    const read = async (id: string | null | undefined) =>
      (await api.graphql(`query ($id: ID!) { ambassador(id: $id) { ${fields} } }`, { id }, { as: admin })).ok();
    expect(await read(payload.results[0]?.ambassadorId)).toEqual({
      ambassador: {
        displayName: 'Ada',
        isTestPerson: true,
        externalReference: 'full',
        visibility: 'NAMED',
        language: 'ENGLISH',
        joinedAt,
        department: { key: 'sales' },
        consents: [],
      },
    });
    expect(await read(payload.results[1]?.ambassadorId)).toMatchObject({
      ambassador: { visibility: 'PSEUDONYM', language: 'GERMAN', department: null },
    });
  });

  test('a second time changes nothing', async () => {
    const people = [
      { externalReference: 'twice-1', name: 'One', departmentKey: 'care' },
      { externalReference: 'twice-2', name: 'Two' },
    ];
    const first = await enrol(people);
    const second = await enrol(people);
    expect(second).toMatchObject({ created: 0, existing: 2, refused: 0 });
    expect(second.results.map((result) => result.ambassadorId)).toEqual(first.results.map((result) => result.ambassadorId));
  });

  test('with other data is refused for that one, naming the difference, and for no other', async () => {
    await enrol([{ externalReference: 'differs', name: 'Before', departmentKey: 'sales' }]);
    const payload = await enrol([
      { externalReference: 'differs', name: 'After', departmentKey: 'care' },
      { externalReference: 'new-beside-it', name: 'New' },
    ]);
    expect(payload).toMatchObject({ created: 1, refused: 1, errors: [] });
    expect(payload.results[0]).toMatchObject({
      outcome: 'REFUSED',
      ambassadorId: null,
      errors: [
        { code: 'DUPLICATE_WITH_DIFFERENCE', path: ['ambassadors', '0', 'name'], message: expect.stringContaining('"Before"') },
        {
          code: 'DUPLICATE_WITH_DIFFERENCE',
          path: ['ambassadors', '0', 'departmentKey'],
          message: expect.stringContaining('"sales"'),
        },
      ],
    });
    expect(payload.results[1]?.outcome).toBe('CREATED');
  });

  test('the same reference twice in one call is one person', async () => {
    const payload = await enrol([
      { externalReference: 'inner', name: 'Same' },
      { externalReference: 'inner', name: 'Same' },
      { externalReference: 'inner', name: 'Other' },
    ]);
    expect(payload.results.map((result) => result.outcome)).toEqual(['CREATED', 'EXISTING', 'REFUSED']);
  });

  test('from several clients at a time enrols everybody once', async () => {
    const people = Array.from({ length: 50 }, (_, index) => ({ externalReference: `crowd-${index}`, name: `Person ${index}` }));
    const payloads = await Promise.all([enrol(people), enrol(people.toReversed()), enrol(people)]);
    expect(payloads.reduce((sum, payload) => sum + payload.created, 0)).toBe(50);
    expect(payloads.reduce((sum, payload) => sum + payload.existing, 0)).toBe(100);
  });

  test('what has the wrong form is refused with its place', async () => {
    const payload = await enrol([
      { externalReference: 'bad-name', name: ' ' },
      { externalReference: '', name: 'No reference' },
      { externalReference: 'bad-department', name: 'Nowhere', departmentKey: 'moon' },
      { externalReference: 'bad-time', name: 'Future', joinedAt: '2999-01-01T00:00:00Z' },
    ]);
    expect(payload.refused).toBe(4);
    expect(payload.results.map(({ errors }) => errors.map(({ code, path }) => [code, path.at(-1)]))).toEqual([
      [['TOO_SHORT', 'name']],
      [['TOO_SHORT', 'externalReference']],
      [['NOT_FOUND', 'departmentKey']],
      [['OUT_OF_RANGE', 'joinedAt']],
    ]);
  });

  test('takes up to 1,000 at a time', async () => {
    const people = Array.from({ length: 1_001 }, (_, index) => ({
      externalReference: `many-${index}`,
      name: `Person ${index}`,
    }));
    expect((await enrol(people)).errors).toMatchObject([{ code: 'TOO_LONG', path: ['ambassadors'] }]);
    expect((await enrol(people.slice(1))).created).toBe(1_000);
    expect((await enrol([])).errors).toMatchObject([{ code: 'TOO_SHORT', path: ['ambassadors'] }]);
  });

  test('is for admins of the programme and machine clients that may', async () => {
    const person = { externalReference: 'by-token', name: 'Token' };
    expect((await enrol([person], await programme.apiToken('AMBASSADORS_WRITE'))).created).toBe(1);
    const refused = async (as: SignedIn | string | undefined) =>
      (await api.graphql(operation, { input: { programme: programme.id, ambassadors: [person] } }, { as })).codes();
    expect(await refused(await programme.apiToken('AMBASSADORS_READ'))).toEqual(['FORBIDDEN']);
    expect(await refused(await programme.roleHolder('auditor', 'AUDITOR'))).toEqual(['FORBIDDEN']);
    expect(await refused(await programme.roleHolder('communicator', 'COMMUNICATOR', 'sales'))).toEqual(['FORBIDDEN']);
    expect(await refused(undefined)).toEqual(['UNAUTHENTICATED']);
  });

  test('does not reach into another programme, nor into an archived one', async () => {
    const other = await createTestProgramme(api);
    const archived = await createTestProgramme(api, { status: 'ARCHIVED' });
    const person = { externalReference: 'elsewhere', name: 'Elsewhere' };
    expect((await enrol([person], admin, other.id)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['programme'] }]);
    const token = await other.apiToken('AMBASSADORS_WRITE');
    expect((await enrol([person], token)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['programme'] }]);
    const archivist = await archived.roleHolder('archivist', 'ADMIN');
    expect((await enrol([person], archivist, archived.id)).errors).toMatchObject([{ code: 'STATE' }]);
    expect(await other.query('SELECT id FROM ambassador WHERE programme_id = $1', [other.id])).toEqual([]);
  });
});
