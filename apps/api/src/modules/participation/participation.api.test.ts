import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

interface Answer {
  readonly ambassador: {
    readonly id: string;
    readonly displayName: string;
    readonly status: string;
    readonly visibility: string;
    readonly language: string;
    readonly joinedAt: string;
    readonly pausedUntil: string | null;
    readonly leftAt: string | null;
    readonly department: { readonly id: string } | null;
    readonly consents: readonly { readonly kind: string; readonly version: string; readonly withdrawnAt: string | null }[];
  } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[]; readonly message: string }[];
}

const answerFields = `{
  ambassador {
    id displayName status visibility language joinedAt pausedUntil leftAt department { id } consents { kind version withdrawnAt }
  }
  errors { code path message }
}`;

let api: TestApi;
let programme: TestProgramme;
let people = 0;

beforeAll(async () => {
  api = await startTestApi();
  programme = await createTestProgramme(api);
});
afterAll(() => api.stop());

function somebody(): Promise<SignedIn> {
  people += 1;
  return api.signIn(`Person ${people}`);
}

async function act(
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  as: SignedIn | string | undefined,
): Promise<Answer> {
  const inputType = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const operation = `mutation ($input: ${inputType}!) { answer: ${mutation}(input: $input) ${answerFields} }`;
  return (await api.graphql<{ answer: Answer }>(operation, { input }, { as })).ok().answer;
}

function join(person: SignedIn, wanted: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  return act('joinProgramme', { programme: programme.id, displayName: person.name, consentVersion, ...wanted }, person);
}

async function ambassadorOf(person: SignedIn, wanted?: Readonly<Record<string, unknown>>): Promise<string> {
  const { ambassador, errors } = await join(person, wanted);
  if (ambassador === null) throw new Error(`could not join: ${JSON.stringify(errors)}`);
  return ambassador.id;
}

async function historyOf(ambassadorId: string): Promise<readonly string[]> {
  const rows = await programme.query<{ kind: string; detail: string | null }>(
    'SELECT kind, detail FROM participation_event WHERE ambassador_id = $1 ORDER BY happened_at, id',
    [ambassadorId],
  );
  return rows.map(({ kind, detail }) => (detail === null ? kind : `${kind} ${detail}`));
}

function standing(answer: Answer): readonly string[] | undefined {
  return answer.ambassador?.consents.flatMap(({ kind, withdrawnAt }) => (withdrawnAt === null ? [kind] : []));
}

describe('joinProgramme', () => {
  test('makes somebody an ambassador with the choices made, and gives the consent to take part', async () => {
    const person = await somebody();
    const answer = await join(person, {
      displayName: '  Ada   Lovelace ',
      department: programme.departments.sales,
      language: 'ENGLISH',
    });
    expect(answer.errors).toEqual([]);
    expect(answer.ambassador).toMatchObject({
      displayName: 'Ada Lovelace',
      status: 'ACTIVE',
      visibility: 'PSEUDONYM',
      language: 'ENGLISH',
      department: { id: programme.departments.sales },
      consents: [{ kind: 'PARTICIPATION', version: consentVersion, withdrawnAt: null }],
    });
    expect(await historyOf(answer.ambassador?.id ?? '')).toEqual(['JOINED']);
  });

  test('shows the name only to whom asked for it, and takes that as the consent', async () => {
    const open = await createTestProgramme(api, { defaultVisibility: 'NAMED' });
    const unasked = await join(await somebody(), { programme: open.id });
    expect(unasked.ambassador?.visibility).toBe('PSEUDONYM');
    const asked = await join(await somebody(), { programme: open.id, visibility: 'NAMED' });
    expect(asked.ambassador?.visibility).toBe('NAMED');
    expect(standing(asked)).toEqual(expect.arrayContaining(['PARTICIPATION', 'NAME_ON_BOARDS']));
  });

  test('twice is once; asking for something else the second time is refused', async () => {
    const person = await somebody();
    const first = await join(person);
    expect((await join(person)).ambassador).toEqual(first.ambassador);
    expect(await join(person, { visibility: 'HIDDEN' })).toMatchObject({
      ambassador: null,
      errors: [{ code: 'STATE', path: ['visibility'] }],
    });
    expect(await historyOf(first.ambassador?.id ?? '')).toEqual(['JOINED']);
  });

  test('by two requests at a time is once', async () => {
    const person = await somebody();
    const answers = await Promise.all([join(person), join(person), join(person)]);
    expect(new Set(answers.map((answer) => answer.ambassador?.id)).size).toBe(1);
    expect(await historyOf(answers[0]?.ambassador?.id ?? '')).toEqual(['JOINED']);
  });

  test('of a programme by invitation takes its code', async () => {
    const closed = await createTestProgramme(api, { joinPolicy: 'INVITATION', invitationCode: 'ABCDEFGHJKLMNPQR' });
    const person = await somebody();
    expect((await join(person, { programme: closed.id })).errors).toMatchObject([
      { code: 'REQUIRED', path: ['invitationCode'] },
    ]);
    const wrong = await join(person, { programme: closed.id, invitationCode: 'ABCD' });
    expect(wrong.errors).toMatchObject([{ code: 'NOT_ALLOWED', path: ['invitationCode'] }]);
    const right = await join(person, { programme: closed.id, invitationCode: 'ABCDEFGHJKLMNPQR' });
    expect(right.ambassador?.status).toBe('ACTIVE');
  });

  test.each([
    ['an outdated consent text', { consentVersion: '2025-01' }, { code: 'CONFLICT', path: ['consentVersion'] }],
    ['a department of nowhere', { department: 'nowhere' }, { code: 'NOT_FOUND', path: ['department'] }],
    ['an empty name', { displayName: '   ' }, { code: 'TOO_SHORT', path: ['displayName'] }],
    ['a name with control characters', { displayName: 'Ada\u0007' }, { code: 'INVALID', path: ['displayName'] }],
    ['an unknown programme', { programme: '01930000-0000-7000-8000-000000000000' }, { code: 'NOT_FOUND', path: ['programme'] }],
    ['what is no programme', { programme: 'acme' }, { code: 'NOT_FOUND', path: ['programme'] }],
  ])('with %s is refused', async (_case, wanted, error) => {
    expect(await join(await somebody(), wanted)).toMatchObject({ ambassador: null, errors: [error] });
  });

  test('with a department of another programme, or of an archived programme, is refused', async () => {
    const other = await createTestProgramme(api, { status: 'ARCHIVED' });
    const person = await somebody();
    expect((await join(person, { department: other.departments.sales })).errors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await join(person, { programme: other.id })).errors).toMatchObject([{ code: 'STATE', path: ['programme'] }]);
  });

  test('is not for nobody and not for machine clients', async () => {
    const operation = 'mutation ($input: JoinProgrammeInput!) { joinProgramme(input: $input) { errors { code } } }';
    const variables = { input: { programme: programme.id, displayName: 'Ada', consentVersion } };
    expect((await api.graphql(operation, variables)).codes()).toEqual(['UNAUTHENTICATED']);
    const token = await programme.apiToken('AMBASSADORS_WRITE');
    expect((await api.graphql(operation, variables, { as: token })).codes()).toEqual(['FORBIDDEN']);
  });
});

describe('leaveProgramme', () => {
  test('ends the participation with every consent, and can be repeated', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person, { visibility: 'NAMED' });
    const answer = await act('leaveProgramme', { ambassador }, person);
    expect(answer.ambassador).toMatchObject({ status: 'LEFT', visibility: 'PSEUDONYM', leftAt: expect.any(String) });
    expect(standing(answer)).toEqual([]);
    expect((await act('leaveProgramme', { ambassador }, person)).ambassador).toEqual(answer.ambassador);
    expect(await historyOf(ambassador)).toEqual(['JOINED', 'LEFT']);
  });

  test('and joining again bring back the same ambassador with a new participation', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    await act('leaveProgramme', { ambassador }, person);
    const again = await join(person, { displayName: 'Another Name' });
    expect(again.ambassador).toMatchObject({ id: ambassador, displayName: 'Another Name', status: 'ACTIVE', leftAt: null });
    expect(standing(again)).toEqual(['PARTICIPATION']);
    expect(again.ambassador?.consents).toHaveLength(2);
    expect(await historyOf(ambassador)).toEqual(['JOINED', 'LEFT', 'JOINED again']);
  });
});

describe('pauseParticipation and resumeParticipation', () => {
  test('rest until a day and come back', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    const paused = await act('pauseParticipation', { ambassador, until: '2099-12-31' }, person);
    expect(paused.ambassador).toMatchObject({ status: 'PAUSED', pausedUntil: '2099-12-31' });
    await act('pauseParticipation', { ambassador, until: '2099-12-31' }, person);
    const resumed = await act('resumeParticipation', { ambassador }, person);
    expect(resumed.ambassador).toMatchObject({ status: 'ACTIVE', pausedUntil: null });
    await act('resumeParticipation', { ambassador }, person);
    expect(await historyOf(ambassador)).toEqual(['JOINED', 'PAUSED 2099-12-31', 'RESUMED']);
  });

  test('a pause cannot end in the past', async () => {
    const person = await somebody();
    const answer = await act('pauseParticipation', { ambassador: await ambassadorOf(person), until: '2020-01-01' }, person);
    expect(answer.errors).toMatchObject([{ code: 'OUT_OF_RANGE', path: ['until'] }]);
  });

  test('a pause that has run out is over without anybody doing anything', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    await act('pauseParticipation', { ambassador, until: '2099-12-31' }, person);
    await programme.query("UPDATE ambassador SET paused_until = '2020-01-01' WHERE id = $1", [ambassador]);
    const operation = 'query ($id: ID!) { ambassador(id: $id) { status pausedUntil } }';
    const { data } = await api.graphql(operation, { id: ambassador }, { as: person });
    expect(data).toEqual({ ambassador: { status: 'ACTIVE', pausedUntil: null } });
  });

  test('who left cannot pause', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    await act('leaveProgramme', { ambassador }, person);
    expect((await act('pauseParticipation', { ambassador }, person)).errors).toMatchObject([{ code: 'STATE' }]);
  });
});

describe('changeVisibility', () => {
  test('to the name takes the consent text that was read; away from it ends that consent', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    const unread = await act('changeVisibility', { ambassador, visibility: 'NAMED' }, person);
    expect(unread.errors).toMatchObject([{ code: 'REQUIRED', path: ['consentVersion'] }]);
    const outdated = await act('changeVisibility', { ambassador, visibility: 'NAMED', consentVersion: '1' }, person);
    expect(outdated.errors).toMatchObject([{ code: 'CONFLICT', path: ['consentVersion'] }]);
    const named = await act('changeVisibility', { ambassador, visibility: 'NAMED', consentVersion }, person);
    expect(named.ambassador?.visibility).toBe('NAMED');
    expect(standing(named)).toContain('NAME_ON_BOARDS');
    const hidden = await act('changeVisibility', { ambassador, visibility: 'HIDDEN' }, person);
    expect(hidden.ambassador?.visibility).toBe('HIDDEN');
    expect(standing(hidden)).toEqual(['PARTICIPATION']);
    expect(await historyOf(ambassador)).toEqual(['JOINED', 'VISIBILITY_CHANGED NAMED', 'VISIBILITY_CHANGED HIDDEN']);
  });
});

describe('giveConsent and withdrawConsent', () => {
  test('a consent is given once in each version, and withdrawn', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    const consent = { ambassador, kind: 'POSTING_SIGNALS', version: consentVersion };
    await act('giveConsent', consent, person);
    const given = await act('giveConsent', consent, person);
    expect(given.ambassador?.consents.filter(({ kind }) => kind === 'POSTING_SIGNALS')).toHaveLength(1);
    const withdrawn = await act('withdrawConsent', { ambassador, kind: 'POSTING_SIGNALS' }, person);
    expect(standing(withdrawn)).toEqual(['PARTICIPATION']);
    const again = await act('withdrawConsent', { ambassador, kind: 'POSTING_SIGNALS' }, person);
    expect(again.errors).toEqual([]);
  });

  test('a consent to a text that is no longer shown is refused', async () => {
    const person = await somebody();
    const consent = { ambassador: await ambassadorOf(person), kind: 'POSTING_SIGNALS', version: '2025-01' };
    expect((await act('giveConsent', consent, person)).errors).toMatchObject([{ code: 'CONFLICT', path: ['version'] }]);
  });

  test('withdrawing the consent to the name leaves the pseudonym, withdrawing the one to take part is leaving', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person, { visibility: 'NAMED' });
    const unnamed = await act('withdrawConsent', { ambassador, kind: 'NAME_ON_BOARDS' }, person);
    expect(unnamed.ambassador).toMatchObject({ status: 'ACTIVE', visibility: 'PSEUDONYM' });
    const left = await act('withdrawConsent', { ambassador, kind: 'PARTICIPATION' }, person);
    expect(left.ambassador?.status).toBe('LEFT');
  });
});

describe('updateAmbassador', () => {
  test('lets the person change name and language, and an admin the department', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    const own = await act('updateAmbassador', { ambassador, displayName: 'New Name', language: 'ENGLISH' }, person);
    expect(own.ambassador).toMatchObject({ displayName: 'New Name', language: 'ENGLISH' });
    const admin = await programme.roleHolder('update admin', 'ADMIN');
    const moved = await act('updateAmbassador', { ambassador, department: programme.departments.care }, admin);
    expect(moved.ambassador?.department).toEqual({ id: programme.departments.care });
    const nowhere = await act('updateAmbassador', { ambassador, department: null }, admin);
    expect(nowhere.ambassador?.department).toBeNull();
    expect(await historyOf(ambassador)).toEqual([
      'JOINED',
      `DEPARTMENT_CHANGED ${programme.departments.care}`,
      'DEPARTMENT_CHANGED',
    ]);
  });

  test('does not let the person change the department, nor an admin the name', async () => {
    const person = await somebody();
    const ambassador = await ambassadorOf(person);
    const own = await act('updateAmbassador', { ambassador, department: programme.departments.care }, person);
    expect(own.errors).toMatchObject([{ code: 'NOT_ALLOWED', path: ['department'] }]);
    const admin = await programme.roleHolder('update admin', 'ADMIN');
    const renamed = await act('updateAmbassador', { ambassador, displayName: 'Renamed' }, admin);
    expect(renamed.errors).toMatchObject([{ code: 'NOT_ALLOWED', path: ['displayName'] }]);
    const other = await createTestProgramme(api);
    const elsewhere = await act('updateAmbassador', { ambassador, department: other.departments.sales }, admin);
    expect(elsewhere.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['department'] }]);
  });
});

describe('the participation of somebody else', () => {
  const acts = [
    ['leaveProgramme', {}],
    ['pauseParticipation', {}],
    ['resumeParticipation', {}],
    ['changeVisibility', { visibility: 'HIDDEN' }],
    ['giveConsent', { kind: 'POSTING_SIGNALS', version: consentVersion }],
    ['withdrawConsent', { kind: 'PARTICIPATION' }],
    ['updateAmbassador', { displayName: 'Mine now' }],
  ] as const;

  let ambassador: string;
  let admin: SignedIn;
  /** A fellow ambassador, somebody who is signed in, the admin of another programme. */
  let strangers: readonly SignedIn[];

  beforeAll(async () => {
    ambassador = await ambassadorOf(await somebody());
    admin = await programme.roleHolder('prying admin', 'ADMIN');
    const fellow = await somebody();
    await ambassadorOf(fellow);
    strangers = [fellow, await somebody(), await (await createTestProgramme(api)).roleHolder('outside admin', 'ADMIN')];
  });

  test.each(acts)('%s does not change it, and does not tell strangers that it exists', async (mutation, input) => {
    for (const person of strangers) {
      const answer = await act(mutation, { ambassador, ...input }, person);
      expect(answer).toMatchObject({ ambassador: null, errors: [{ code: 'NOT_FOUND', path: ['ambassador'] }] });
    }
    const nowhere = await act(mutation, { ambassador: 'nobody', ...input }, strangers[0]);
    expect(nowhere.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['ambassador'] }]);
    expect(await historyOf(ambassador)).toEqual(['JOINED']);
  });

  test.each(acts.slice(0, -1))('%s is refused to an admin, who sees that it exists', async (mutation, input) => {
    const answer = await act(mutation, { ambassador, ...input }, admin);
    expect(answer).toMatchObject({ ambassador: null, errors: [{ code: 'NOT_ALLOWED', path: ['ambassador'] }] });
    expect(await historyOf(ambassador)).toEqual(['JOINED']);
  });
});

describe('messages', () => {
  test('come in the language of the reader', async () => {
    const person = await somebody();
    const operation = `mutation ($input: PauseParticipationInput!) { pauseParticipation(input: $input) { errors { message } } }`;
    const variables = { input: { ambassador: await ambassadorOf(person), until: '2020-01-01' } };
    const german = await api.graphql(operation, variables, { as: person, headers: { 'accept-language': 'de' } });
    expect(german.data).toEqual({
      pauseParticipation: { errors: [{ message: 'Der letzte Tag der Pause liegt in der Vergangenheit.' }] },
    });
  });
});
