import { createPublicKey, generateKeyPairSync, type JsonWebKey, verify } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { consentVersion, createTestProgramme, type TestProgramme } from '../../../test/fixtures/programme.ts';
import { pointsAsTold, publishRules } from '../../../test/fixtures/recording.ts';
import { call, joinAs, succeedWith } from '../../../test/fixtures/tandems.ts';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

const base = 'https://fanfare.example.com';
const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const written = (key: ReturnType<typeof newKey>) => key.export({ format: 'der', type: 'pkcs8' }).toString('base64');
const [present, former] = [newKey(), newKey()];

let api: TestApi;
let programme: TestProgramme;
let admin: SignedIn;
let ada: SignedIn;
let adaId: string;
let now = new Date('2026-03-02T11:00:00Z');
let records = 0;
let people = 0;

beforeAll(async () => {
  const environment = { PUBLIC_URL: base, CREDENTIAL_KEYS: `${written(present)},${written(former)}` };
  api = await startTestApi({ clock: { now: () => now }, environment });
}, 60_000);
afterAll(() => api.stop());
beforeEach(async () => {
  programme = await createTestProgramme(api);
  admin = await programme.roleHolder('Admin', 'ADMIN');
  await publishRules(api, { programme, admin, rules: pointsAsTold });
  people += 1;
  ada = await api.signIn(`Ada <${people}>`);
  adaId = await joinAs(api, ada, { programme: programme.id, consentVersion, visibility: 'HIDDEN' });
  const badge = await draftBadge();
  await succeedWith(api, admin, { name: 'publishBadge', input: badge, select: 'badge { id }' });
});

async function draftBadge(): Promise<object> {
  const input = { programme: programme.id, template: 'FIRST_STEP' };
  const drafted = await succeedWith<{ badge: object }>(api, admin, {
    ...{ name: 'draftBadge', input, select: 'badge { id revision }' },
  });
  return drafted.badge;
}

async function pass(): Promise<void> {
  now = new Date(now.getTime() + 60_000);
  await api.runDueJobs();
}

/** Lets Ada post; gives back the activity. */
async function post(): Promise<string> {
  records += 1;
  const activity = {
    ambassador: adaId,
    kind: 'POST',
    channel: 'BLOG',
    externalId: `post-${records}`,
    occurredAt: now.toISOString(),
  };
  const { results } = await succeedWith<{ results: readonly { activity: { id: string } }[] }>(api, admin, {
    name: 'recordActivities',
    input: { programme: programme.id, source: 'connector', activities: [activity] },
    select: 'results { activity { id } }',
  });
  await pass();
  return results[0]?.activity.id ?? '';
}

async function award(): Promise<string> {
  const answer = await api.graphql<{ ambassador: { badges: { nodes: { id: string }[] } } }>(
    'query ($id: ID!) { ambassador(id: $id) { badges { nodes { id } } } }',
    { id: adaId },
    { as: ada },
  );
  return answer.ok().ambassador.badges.nodes[0]?.id ?? '';
}

interface Issued {
  readonly token: string;
  readonly pageUrl: string | null;
}

async function issue(withName: boolean): Promise<Issued> {
  const { award: issued } = await succeedWith<{ award: { credential: Issued } }>(api, ada, {
    name: 'issueCredential',
    input: { award: await award(), withName },
    select: 'award { credential { token pageUrl } }',
  });
  return issued.credential;
}

async function publish(isPublished: boolean): Promise<string> {
  const { award: published } = await succeedWith<{ award: { credential: Issued } }>(api, ada, {
    name: 'publishCredential',
    input: { award: await award(), isPublished },
    select: 'award { credential { token pageUrl } }',
  });
  return published.credential.pageUrl ?? '';
}

/** What the installation answers at one of its public addresses. */
async function get(address: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await fetch(address.replace(base, api.url));
  return { status: answer.status, text: await answer.text() };
}

interface Payload {
  readonly [claim: string]: unknown;
  readonly issuer: { readonly id: string };
  readonly validFrom: string;
  readonly credentialSubject: { readonly id: string };
  readonly credentialStatus: { readonly statusListIndex: string; readonly statusListCredential: string };
}

/**
 * A verifier that knows the specification (1EdTech Open Badges 3.0, "Verify a Credential VC-JWT Signature") and nothing of this code: with
 * the key at hand it needs no network. Null for what is not valid.
 */
function verifyOffline(token: string, jwk: JsonWebKey): Payload | null {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { alg } = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  if (alg !== 'RS256') return null;
  if (!verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'))) return null;
  const said: Payload = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  const claims = [said['iss'], said['sub'], said['jti'], Number(said['nbf']) * 1000];
  const expected = [said.issuer.id, said.credentialSubject.id, said['id'], Date.parse(said.validFrom)];
  return JSON.stringify(claims) === JSON.stringify(expected) ? said : null;
}

async function keyOf(token: string): Promise<JsonWebKey> {
  const { kid } = JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString('utf8'));
  return JSON.parse((await get(kid)).text);
}

async function isRevoked({ credentialStatus }: Payload): Promise<boolean> {
  const { text: list } = await get(credentialStatus.statusListCredential);
  const said = verifyOffline(list, await keyOf(list)) as { credentialSubject: { encodedList: string } } | null;
  const bits = gunzipSync(Buffer.from(said?.credentialSubject.encodedList.slice(1) ?? '', 'base64url'));
  expect(bits).toHaveLength(131_072 / 8);
  const index = Number(credentialStatus.statusListIndex);
  return (((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;
}

async function check(credential: string): Promise<unknown> {
  const answer = await fetch(`${api.url}/credentials/verify`, { method: 'POST', body: new URLSearchParams({ credential }) });
  return answer.json();
}

describe('a credential', () => {
  test('is verified without this installation by whoever has its key, and says nothing but what the holder wanted', async () => {
    await post();
    const { token } = await issue(false);
    const said = verifyOffline(token, await keyOf(token));
    expect(said).toMatchObject({
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      issuer: { id: `${base}/credentials/issuers/${programme.id}`, type: ['Profile'], name: programme.key },
      credentialSubject: { type: ['AchievementSubject'], achievement: { name: 'Der erste Schritt', inLanguage: 'de' } },
    });
    expect(JSON.stringify(said)).not.toContain(ada.name);
    expect(JSON.stringify(said)).not.toContain(adaId);
    const named = await issue(true);
    expect(verifyOffline(named.token, await keyOf(named.token))).toMatchObject({
      id: said?.['id'],
      credentialSubject: { identifier: [{ identityType: 'name', identityHash: ada.name, hashed: false }] },
    });
    expect(JSON.parse((await get(said?.issuer.id ?? '')).text)).toEqual(said?.issuer);
    const { keys } = JSON.parse((await get(`${base}/credentials/keys`)).text);
    expect(keys).toHaveLength(2);
    expect(keys[0]).not.toHaveProperty('d');
  });

  test('that was tampered with is refused, by the verifier and by this installation', async () => {
    await post();
    const { token } = await issue(true);
    const [header = '', payload = '', signature = ''] = token.split('.');
    const changed = { ...JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')), name: 'Der zehnte Schritt' };
    const tampered = [header, Buffer.from(JSON.stringify(changed)).toString('base64url'), signature].join('.');
    expect(verifyOffline(tampered, await keyOf(token))).toBeNull();
    expect(await check(tampered)).toEqual({ verdict: 'NOT_FROM_HERE' });
    expect(await check(token)).toEqual({ verdict: 'VALID' });
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    expect(await check(`${unsigned}.${payload}.`)).toEqual({ verdict: 'NOT_FROM_HERE' });
  });

  test('is revoked with the award, for good: who earns it again makes another', async () => {
    const activity = await post();
    const { token } = await issue(false);
    const said = verifyOffline(token, await keyOf(token));
    if (said === null) throw new Error('The credential is not valid');
    expect(await isRevoked(said)).toBe(false);
    const page = await publish(true);
    await succeedWith(api, admin, {
      ...{ name: 'rejectActivity', input: { activity, reason: 'Somebody else' }, select: 'activity { id }' },
    });
    await pass();
    expect(await isRevoked(said)).toBe(true);
    expect(await check(token)).toEqual({ verdict: 'REVOKED' });
    expect((await get(`${page}?language=en`)).text).toContain('Revoked.');
    await post();
    expect(await isRevoked(said)).toBe(true);
    const again = await issue(false);
    expect(await check(again.token)).toEqual({ verdict: 'VALID' });
    expect(await isRevoked(said)).toBe(true);
    expect((await get(page)).status).toBe(404);
  });

  test('is made by its holder alone', async () => {
    await post();
    const input = { award: await award(), withName: false };
    const bert = await api.signIn('Bert');
    await joinAs(api, bert, { programme: programme.id, consentVersion });
    for (const name of ['issueCredential', 'publishCredential']) {
      const given = name === 'issueCredential' ? input : { award: input.award, isPublished: true };
      const refused = await call(api, bert, { name, input: given, select: 'award { id }' });
      expect(refused.errors).toMatchObject([{ code: 'NOT_FOUND', path: ['award'] }]);
    }
  });
});

describe('the public page', () => {
  test('shows in both languages what the holder published, escaped, and nothing once it was taken away', async () => {
    await post();
    await issue(true);
    const address = await publish(true);
    const german = await get(`${address}?language=de`);
    expect(german.text).toContain('<html lang="de">');
    expect(german.text).toContain('Gültig.');
    expect(german.text).toContain(`Ada &#60;${people}&#62;`);
    expect((await get(`${address}?language=en`)).text).toContain('Valid.');
    expect(await check((await get(`${address}/credential.jwt`)).text)).toEqual({ verdict: 'VALID' });
    await issue(false);
    expect((await get(address)).text).not.toContain('Ada');
    await publish(false);
    const gone = await get(address);
    const never = await get(`${base}/credentials/pages/nothing`);
    expect([gone.status, gone.text]).toEqual([404, never.text]);
    expect(await publish(true)).not.toBe(address);
  });

  test.each([
    ['left', 'leaveProgramme'],
    ['was erased', 'eraseAmbassador'],
  ])('tells nothing any more once the holder %s', async (_how, name) => {
    await post();
    const { token } = await issue(true);
    const address = await publish(true);
    await succeedWith(api, ada, { name, input: { ambassador: adaId }, select: '__typename' });
    await pass();
    const never = await get(`${base}/credentials/pages/nothing`);
    expect(await get(address)).toEqual(never);
    expect((await get(`${address}/credential.jwt`)).status).toBe(404);
    // The copy is the holder's own.
    expect(await check(token)).toEqual({ verdict: 'VALID' });
    const left = await programme.query('SELECT FROM badge_credential WHERE holder_name IS NOT NULL AND programme_id = $1', [
      programme.id,
    ]);
    if (name === 'eraseAmbassador') expect(left).toEqual([]);
  });

  test('checks a copy that somebody pastes', async () => {
    await post();
    const { token: credential } = await issue(false);
    const answer = await fetch(`${api.url}/credentials/verify?language=de`, {
      method: 'POST',
      headers: { accept: 'text/html' },
      body: new URLSearchParams({ credential }),
    });
    expect(await answer.text()).toContain('Gültig: Der Nachweis wurde hier ausgestellt');
  });
});
