import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createTestProgramme, type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

let api: TestApi;
let operator: SignedIn;

beforeAll(async () => {
  api = await startTestApi();
  operator = await api.signIn('operator');
});
afterAll(() => api.stop());

const createProgramme = `mutation ($input: CreateProgrammeInput!) {
  createProgramme(input: $input) { programme { id key hashtags version privacy { minimumGroupSize } } errors { code path message } }
}`;

const acme = {
  key: 'acme',
  name: 'Acme',
  timeZone: 'Europe/Berlin',
  language: 'GERMAN',
  hashtags: ['#WeAreAcme', 'weareacme'],
};

describe('createProgramme', () => {
  test('creates a programme with strict policies; hashtags lose their # and their repetitions', async () => {
    const result = await api.graphql(createProgramme, { input: acme }, { as: operator });
    expect(result.ok()).toMatchObject({
      createProgramme: {
        programme: { key: 'acme', hashtags: ['WeAreAcme'], version: 1, privacy: { minimumGroupSize: 5 } },
        errors: [],
      },
    });
  });

  test('tells a taken key and a malformed one as user errors, in the language of the reader', async () => {
    const headers = { 'accept-language': 'de-DE, en;q=0.5' };
    const taken = await api.graphql(createProgramme, { input: acme }, { as: operator, headers });
    expect(taken.ok()).toMatchObject({
      createProgramme: {
        programme: null,
        errors: [{ code: 'TAKEN', path: ['key'], message: 'Dieses Kürzel ist schon vergeben.' }],
      },
    });
    const malformed = await api.graphql(createProgramme, { input: { ...acme, key: 'Not A Key' } }, { as: operator });
    expect(malformed.ok()).toMatchObject({
      createProgramme: { programme: null, errors: [{ code: 'INVALID', path: ['key'] }] },
    });
  });

  test('is refused to everybody but operators', async () => {
    const somebody = await api.signIn('Somebody');
    expect((await api.graphql(createProgramme, { input: acme }, { as: somebody })).codes()).toEqual(['FORBIDDEN']);
    expect((await api.graphql(createProgramme, { input: acme })).codes()).toEqual(['UNAUTHENTICATED']);
  });
});

describe('clientMutationId', () => {
  const input = { ...acme, key: 'retried', clientMutationId: 'first-try' };

  test('the same key and input give the first answer again, also when both come at once', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => api.graphql(createProgramme, { input }, { as: operator })));
    const [first, ...others] = answers.map((answer) => answer.ok());
    expect(first).toMatchObject({ createProgramme: { programme: { key: 'retried' }, errors: [] } });
    for (const other of others) expect(other).toEqual(first);
  });

  test('the same key with another input is an IDEMPOTENCY_CONFLICT', async () => {
    const other = await api.graphql(createProgramme, { input: { ...input, name: 'Another' } }, { as: operator });
    expect(other.ok()).toMatchObject({
      createProgramme: { programme: null, errors: [{ code: 'IDEMPOTENCY_CONFLICT', path: ['clientMutationId'] }] },
    });
  });

  test('a failure is not kept: the same key may try again', async () => {
    const retry = { ...acme, key: 'retried', clientMutationId: 'second-try' };
    const taken = await api.graphql(createProgramme, { input: retry }, { as: operator });
    expect(taken.data).toMatchObject({ createProgramme: { errors: [{ code: 'TAKEN' }] } });
    const again = await api.graphql(createProgramme, { input: { ...retry, key: 'free' } }, { as: operator });
    expect(again.data).toMatchObject({ createProgramme: { programme: { key: 'free' }, errors: [] } });
  });
});

describe('updateProgramme', () => {
  const updateProgramme = `mutation ($input: UpdateProgrammeInput!) {
    updateProgramme(input: $input) {
      invitationCode programme { name version privacy { minimumGroupSize defaultVisibility consentText(language: ENGLISH) } reward { monetary } }
      errors { code path message } } }`;

  test('changes what is given and nothing else, and counts the version', async () => {
    const { id, admin } = await createTestProgramme(api, { key: 'changing' });
    const privacy = { minimumGroupSize: 8, consentTextEnglish: 'I agree.' };
    const changed = await api.graphql(updateProgramme, { input: { id, version: 1, name: 'Renamed', privacy } }, { as: admin });
    expect(changed.ok()).toEqual({
      updateProgramme: {
        invitationCode: null,
        programme: {
          name: 'Renamed',
          version: 2,
          privacy: { minimumGroupSize: 8, defaultVisibility: 'PSEUDONYM', consentText: 'I agree.' },
          reward: { monetary: false },
        },
        errors: [],
      },
    });
  });

  test.each(['ACTIVE', 'ARCHIVED'])('%s does not become a PILOT again, whose periods would not be frozen', async (status) => {
    const { id, admin } = await createTestProgramme(api, { key: `begun${status.toLowerCase()}` });
    const become = async (version: number, wanted: string) =>
      (await api.graphql(updateProgramme, { input: { id, version, status: wanted } }, { as: admin })).ok();
    await become(1, status);
    expect(await become(2, 'PILOT')).toMatchObject({
      updateProgramme: { programme: null, errors: [{ code: 'STATE', path: ['status'] }] },
    });
    expect(await become(2, 'ACTIVE')).toMatchObject({ updateProgramme: { programme: { version: 3 }, errors: [] } });
  });

  test('tells who was too late, with the present version', async () => {
    const { id, admin } = await createTestProgramme(api, { key: 'contested' });
    await api.graphql(updateProgramme, { input: { id, version: 1, name: 'First' } }, { as: admin });
    const late = await api.graphql(updateProgramme, { input: { id, version: 1, name: 'Second' } }, { as: admin });
    expect(late.ok()).toMatchObject({
      updateProgramme: {
        programme: null,
        errors: [
          {
            code: 'CONFLICT',
            path: ['version'],
            message: 'Somebody else changed this in the meantime (now version 2). Please load it again.',
          },
        ],
      },
    });
  });

  test('makes an invitation code, shown once; whoever has it may join', async () => {
    const { id, admin } = await createTestProgramme(api, { key: 'invited', joinPolicy: 'INVITATION' });
    const renewed = await api.graphql<{ updateProgramme: { invitationCode: string } }>(
      updateProgramme,
      { input: { id, version: 1, renewInvitationCode: true } },
      { as: admin },
    );
    const { invitationCode } = renewed.ok().updateProgramme;
    expect(invitationCode).toMatch(/^[A-HJKMNP-Z2-9]{4}(-[A-HJKMNP-Z2-9]{4}){3}$/);
    const join =
      'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { ambassador { id } errors { code path } } }';
    const input = { programme: id, displayName: 'Anna', consentVersion: '1' };
    const anna = await api.signIn('Anna');
    const uninvited = await api.graphql<{ joinProgramme: { ambassador: unknown } }>(join, { input }, { as: anna });
    expect(uninvited.ok().joinProgramme.ambassador).toBeNull();
    const spoken = invitationCode.toLowerCase().replaceAll('-', ' ');
    const invited = await api.graphql(join, { input: { ...input, invitationCode: spoken } }, { as: anna });
    expect(invited.ok()).toMatchObject({ joinProgramme: { ambassador: { id: expect.any(String) }, errors: [] } });
  });
});

describe('seasons and campaigns', () => {
  const createSeason =
    'mutation ($input: CreateSeasonInput!) { createSeason(input: $input) { season { startsOn endsOn } errors { code path } } }';

  test('seasons do not overlap, not even by a day', async () => {
    const { id: programme, admin } = await createTestProgramme(api, { key: 'seasons' });
    const autumn = { programme, name: 'Autumn', startsOn: '2026-09-01', endsOn: '2026-11-30' };
    expect((await api.graphql(createSeason, { input: autumn }, { as: admin })).ok()).toEqual({
      createSeason: { season: { startsOn: '2026-09-01', endsOn: '2026-11-30' }, errors: [] },
    });
    const winter = { programme, name: 'Winter', startsOn: '2026-11-30', endsOn: '2027-02-28' };
    expect((await api.graphql(createSeason, { input: winter }, { as: admin })).ok()).toEqual({
      createSeason: { season: null, errors: [{ code: 'TAKEN', path: ['startsOn'] }] },
    });
    const backwards = { programme, name: 'Backwards', startsOn: '2027-02-01', endsOn: '2027-01-01' };
    expect((await api.graphql(createSeason, { input: backwards }, { as: admin })).ok()).toEqual({
      createSeason: { season: null, errors: [{ code: 'OUT_OF_RANGE', path: ['endsOn'] }] },
    });
    const impossible = await api.graphql(createSeason, { input: { ...winter, endsOn: '2027-02-30' } }, { as: admin });
    expect(impossible.errors[0]?.message).toContain('"2027-02-30" is not a calendar day of the form YYYY-MM-DD.');
  });
});

describe('what somebody may know of', () => {
  test('a programme that takes an invitation does not exist for outsiders; an open one does', async () => {
    await createTestProgramme(api, { key: 'closed', joinPolicy: 'INVITATION' });
    await createTestProgramme(api, { key: 'open', joinPolicy: 'OPEN' });
    const outsider = await api.signIn('Outsider');
    const query = '{ closed: programme(key: "closed") { name } open: programme(key: "open") { name } programmes { key } }';
    const seen = (await api.graphql<{ programmes: { key: string }[] }>(query, {}, { as: outsider })).ok();
    expect(seen).toMatchObject({ closed: null, open: { name: 'open' } });
    expect(seen.programmes.map((programme) => programme.key)).not.toContain('closed');
  });

  test('a list of programmes with departments, seasons and campaigns costs the same statements however many there are', async () => {
    const query = '{ programmes { name seasons { name } currentSeason { name } campaigns { name } } }';
    const statements = await api.statementsOf(() => api.graphql(query, {}, { as: operator }));
    const reads = statements.filter((sql) => /^SELECT/i.test(sql));
    expect(reads.length).toBeLessThanOrEqual(6);
  });
});
