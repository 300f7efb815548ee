import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

interface Profile {
  readonly id: string;
  readonly channel: string;
  readonly handle: string;
  readonly url: string | null;
}

interface Added {
  readonly socialProfile: Profile | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let ada: SignedIn;
let adaId: string;
let grace: SignedIn;
let graceId: string;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('admin', 'ADMIN');
  [ada, grace] = await Promise.all([api.signIn('Ada'), api.signIn('Grace')]);
  adaId = await join(ada, 'PSEUDONYM');
  graceId = await join(grace, 'NAMED');
});
afterAll(() => api.stop());

async function join(person: SignedIn, visibility: string): Promise<string> {
  const input = { programme: programme.id, displayName: person.name, consentVersion, visibility };
  const { data } = await api.graphql<{ joinProgramme: { ambassador: { id: string } } }>(
    'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { ambassador { id } } }',
    { input },
    { as: person },
  );
  return data?.joinProgramme.ambassador.id ?? '';
}

async function add(input: Readonly<Record<string, unknown>>, as: SignedIn): Promise<Added> {
  const operation = `mutation ($input: AddSocialProfileInput!) {
    addSocialProfile(input: $input) { socialProfile { id channel handle url } errors { code path } }
  }`;
  return (await api.graphql<{ addSocialProfile: Added }>(operation, { input }, { as })).ok().addSocialProfile;
}

async function remove(socialProfile: string | undefined, as: SignedIn) {
  const operation = `mutation ($input: RemoveSocialProfileInput!) {
    removeSocialProfile(input: $input) { removedId errors { code path } }
  }`;
  const answer = await api.graphql<{ removeSocialProfile: { removedId: string | null; errors: readonly { code: string }[] } }>(
    operation,
    { input: { socialProfile } },
    { as },
  );
  return answer.ok().removeSocialProfile;
}

async function profilesOf(id: string, as: SignedIn | string): Promise<readonly string[] | undefined> {
  const operation = 'query ($id: ID!) { ambassador(id: $id) { socialProfiles { handle } } }';
  const { data } = await api.graphql<{ ambassador: { socialProfiles: readonly Profile[] } | null }>(operation, { id }, { as });
  return data?.ambassador?.socialProfiles.map(({ handle }) => handle);
}

describe('addSocialProfile', () => {
  test('registers where one posts; a second time is the first', async () => {
    const input = {
      ambassador: adaId,
      channel: 'MASTODON',
      handle: ' @ada@example.social ',
      url: 'https://example.social/@ada',
    };
    const first = await add(input, ada);
    expect(first).toMatchObject({
      socialProfile: { channel: 'MASTODON', handle: 'ada@example.social', url: 'https://example.social/@ada' },
      errors: [],
    });
    expect(await add({ ...input, handle: 'ADA@example.social' }, ada)).toEqual(first);
    expect((await add({ ...input, url: 'https://example.org/ada' }, ada)).errors).toMatchObject([
      { code: 'DUPLICATE_WITH_DIFFERENCE', path: ['url'] },
    ]);
  });

  test('gives a handle to one ambassador of the programme, also when two ask at a time', async () => {
    const profile = { channel: 'X', handle: 'wanted' };
    const answers = await Promise.all([
      add({ ...profile, ambassador: adaId }, ada),
      add({ ...profile, ambassador: graceId }, grace),
    ]);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['TAKEN']);
  });

  test.each([
    ['an empty handle', { handle: ' @ ' }, 'handle'],
    ['a handle with spaces', { handle: 'ada lovelace' }, 'handle'],
    ['an address that is no web page', { handle: 'ada-x', url: 'javascript:alert(1)' }, 'url'],
  ])('refuses %s', async (_case, input, field) => {
    const answer = await add({ ambassador: adaId, channel: 'BLOG', ...input }, ada);
    expect(answer.socialProfile).toBeNull();
    expect(answer.errors[0]?.path).toEqual([field]);
  });

  test('stops at a sensible number', async () => {
    const person = await api.signIn('Collector');
    const ambassador = await join(person, 'PSEUDONYM');
    for (let index = 0; index < 30; index += 1)
      await add({ ambassador, channel: 'OTHER', handle: `collected-${index}` }, person);
    expect((await add({ ambassador, channel: 'OTHER', handle: 'one-more' }, person)).errors).toMatchObject([
      { code: 'LIMIT_REACHED' },
    ]);
  });

  test('is one’s own; of a test person an admin’s', async () => {
    const profile = { channel: 'LINKEDIN', handle: 'somebody' };
    expect((await add({ ...profile, ambassador: adaId }, grace)).errors).toMatchObject([
      { code: 'NOT_FOUND', path: ['ambassador'] },
    ]);
    expect((await add({ ...profile, ambassador: graceId }, ada)).errors).toMatchObject([
      { code: 'NOT_ALLOWED', path: ['ambassador'] },
    ]);
    expect((await add({ ...profile, ambassador: adaId }, admin)).errors).toMatchObject([
      { code: 'NOT_ALLOWED', path: ['ambassador'] },
    ]);
    expect((await add({ ...profile, ambassador: 'nobody' }, admin)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    const enrolment = await api.graphql<{ enrolTestAmbassadors: { results: readonly { ambassadorId: string }[] } }>(
      'mutation ($input: EnrolTestAmbassadorsInput!) { enrolTestAmbassadors(input: $input) { results { ambassadorId } } }',
      { input: { programme: programme.id, ambassadors: [{ externalReference: 't', name: 'Test' }] } },
      { as: admin },
    );
    const testPerson = enrolment.ok().enrolTestAmbassadors.results[0]?.ambassadorId;
    expect((await add({ ...profile, ambassador: testPerson }, admin)).socialProfile?.handle).toBe('somebody');
    const outsider = await (await createTestProgramme(api)).roleHolder('outsider', 'ADMIN');
    expect((await add({ ...profile, ambassador: testPerson }, outsider)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
  });

  test('is over after leaving', async () => {
    const person = await api.signIn('Leaver');
    const ambassador = await join(person, 'PSEUDONYM');
    await api.graphql(
      'mutation ($id: ID!) { leaveProgramme(input: { ambassador: $id }) { errors { code } } }',
      { id: ambassador },
      { as: person },
    );
    expect((await add({ ambassador, channel: 'BLOG', handle: 'late' }, person)).errors).toMatchObject([{ code: 'STATE' }]);
  });
});

describe('removeSocialProfile', () => {
  test('removes the own profile, once, and leaves the handle to others', async () => {
    const { socialProfile } = await add({ ambassador: adaId, channel: 'BLUESKY', handle: 'ada.example' }, ada);
    expect((await remove(socialProfile?.id, grace)).errors).toMatchObject([{ code: 'NOT_FOUND', path: ['socialProfile'] }]);
    expect((await remove(socialProfile?.id, admin)).errors).toMatchObject([{ code: 'NOT_ALLOWED' }]);
    expect(await remove(socialProfile?.id, ada)).toEqual({ removedId: socialProfile?.id, errors: [] });
    expect((await remove(socialProfile?.id, ada)).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await add({ ambassador: graceId, channel: 'BLUESKY', handle: 'ada.example' }, grace)).errors).toEqual([]);
  });
});

describe('Ambassador.socialProfiles', () => {
  test('are shown with the name and withheld from a pseudonym', async () => {
    const reader = await programme.apiToken('AMBASSADORS_READ');
    const auditor = await programme.roleHolder('auditor', 'AUDITOR');
    await add({ ambassador: adaId, channel: 'YOUTUBE', handle: 'ada-films' }, ada);
    await add({ ambassador: graceId, channel: 'YOUTUBE', handle: 'grace-films' }, grace);
    for (const viewer of [ada, admin]) expect(await profilesOf(adaId, viewer)).toContain('ada-films');
    for (const viewer of [auditor, reader]) expect(await profilesOf(adaId, viewer)).toEqual([]);
    for (const viewer of [ada, auditor, reader]) expect(await profilesOf(graceId, viewer)).toContain('grace-films');
    expect(await profilesOf(adaId, grace)).toBeUndefined();
  });
});
