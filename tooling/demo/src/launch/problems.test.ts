import { EnvironmentError } from '@fanfare/api';
import { LocalPostgresError } from '@fanfare/local-postgres';
import { expect, test } from '@jest/globals';
import { DemoError } from '../errors.ts';
import { problemLines } from './problems.ts';

const directory = '/srv/fanfare/.fanfare';
const ofSystem = (code: string) => Object.assign(new Error(code), { code, path: `${directory}/identity/keys.json` });

test.each([
  [ofSystem('ENOSPC'), /^No space is left for \/srv\/fanfare\/\.fanfare: make room/],
  [ofSystem('EROFS'), /^\/srv\/fanfare\/\.fanfare\/identity\/keys\.json cannot be written \(EROFS\)/],
  [ofSystem('EACCES'), /cannot be written \(EACCES\)/],
  [new LocalPostgresError('DISK_FULL', 'The disk is full.'), /^The disk is full\.$/],
  [new DemoError('The demo cannot.'), /^The demo cannot\.$/],
  [Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }), /^PostgreSQL does not answer at DATABASE_URL/],
] as const)('%s is told in one line', (error, line) => {
  const lines = problemLines(error, directory);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(line);
});

test('every wrong variable has a line of its own', () => {
  expect(problemLines(new EnvironmentError(['PORT: is wrong', 'HOST: is wrong']), directory)).toEqual([
    'PORT: is wrong',
    'HOST: is wrong',
  ]);
});

test('what nobody expected keeps its stack', () => {
  expect(problemLines(new Error('a bug'), directory).join()).toContain('problems.test.ts');
});
