import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

test('an installation says where people sign in', () => {
  const raw = { issuer: 'https://id.example', clientId: 'fanfare', scopes: ['openid', 'profile', 'offline_access'] };
  expect(readConfig(raw)).toEqual({
    issuer: 'https://id.example',
    clientId: 'fanfare',
    resource: undefined,
    scope: 'openid profile offline_access',
  });
});

test.each([null, {}, { issuer: '', clientId: 'x' }, { issuer: 'https://id.example' }])('%j is no configuration', (raw) => {
  expect(() => readConfig(raw)).toThrow(ConfigError);
});
