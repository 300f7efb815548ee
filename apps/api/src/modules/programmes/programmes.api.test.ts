import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type SignedIn, startTestApi, type TestApi } from '../../../test/harness/index.ts';

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
