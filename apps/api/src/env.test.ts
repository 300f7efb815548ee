import { describe, expect, test } from '@jest/globals';
import { EnvironmentError, readEnvironment } from './env.ts';

const least = { DATABASE_URL: 'postgresql://localhost/fanfare', OIDC_ISSUER: 'https://login.example.com/' };

function linesOf(source: Readonly<Record<string, string>>): readonly string[] {
  try {
    readEnvironment(source);
  } catch (error) {
    if (error instanceof EnvironmentError) return error.lines;
    throw error;
  }
  return [];
}

describe('readEnvironment', () => {
  test('two variables suffice, the others have defaults', () => {
    expect(readEnvironment(least)).toMatchObject({
      DATABASE_URL: 'postgresql://localhost/fanfare',
      OIDC_ISSUER: 'https://login.example.com',
      OIDC_AUDIENCE: 'fanfare',
      PORT: 4000,
      OPERATOR_SUBJECTS: [],
      REDIS_URL: undefined,
    });
  });

  test('an empty variable counts as not set', () => {
    expect(readEnvironment({ ...least, PORT: '', REDIS_URL: '' })).toMatchObject({ PORT: 4000, REDIS_URL: undefined });
  });

  test('says of everything that is wrong, in a line each: which variable, what is wrong, what would be right', () => {
    expect(linesOf({ ...least, PORT: '70000', LOG_LEVEL: 'loud' })).toEqual([
      'PORT: is "70000"; would be right: a whole number from 0 to 65535',
      'LOG_LEVEL: is "loud"; would be right: trace, debug, info, warn, error, fatal or silent',
    ]);
    expect(linesOf({})).toEqual([
      'DATABASE_URL: is not set; would be right: postgresql://user:password@host:5432/fanfare',
      'OIDC_ISSUER: is not set; would be right: https://login.example.com/realms/company',
    ]);
  });

  test('never repeats an address, which may hold a password', () => {
    const [line] = linesOf({ ...least, DATABASE_URL: 'mysql://root:hunter2@localhost/fanfare' });
    expect(line).toBe('DATABASE_URL: is not such an address; would be right: postgresql://user:password@host:5432/fanfare');
  });

  test('operators are separated by commas, with or without spaces', () => {
    expect(readEnvironment({ ...least, OPERATOR_SUBJECTS: 'ada, bob ,,' }).OPERATOR_SUBJECTS).toEqual(['ada', 'bob']);
  });
});
