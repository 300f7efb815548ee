import { tmpdir } from 'node:os';
import { expect, test } from '@jest/globals';
import { nodeProblem } from './node-version.mjs';
import { portFrom } from './prepare.mjs';
import { explain } from './problems.mjs';

test.each(['8.17.0', '18.20.4', '20.18.3'])('Node %s is told to be too old', (version) => {
  expect(nodeProblem(version)).toBe(`Fanfare needs Node 20.19 or newer; this is ${version}. Get one from https://nodejs.org`);
});

test.each(['20.19.0', '22.0.0', '24.1.2'])('Node %s is new enough', (version) => {
  expect(nodeProblem(version)).toBe('');
});

test.each([
  ['ERR_PNPM_ENOSPC  ENOSPC: no space left on device, write', 'is full'],
  ["Error: EROFS: read-only file system, mkdir '/srv/.fanfare'", 'is read-only'],
  ["Error: EACCES: permission denied, open '/srv/package.json'", 'cannot be written by this account'],
  ['npm error code EAI_AGAIN', 'registry cannot be reached'],
  ['error sending request for url: dns error', 'registry cannot be reached'],
])('"%s" becomes one line for a person', (printed, line) => {
  expect(explain(printed, tmpdir())).toContain(line);
});

test('what is unknown is not explained away', () => {
  expect(explain("src/app.ts(3,1): error TS2304: Cannot find name 'x'", tmpdir())).toBeUndefined();
});

test('PORT defaults to 4000 and must be a port', () => {
  expect(portFrom(undefined)).toBe(4000);
  expect(portFrom('8080')).toBe(8080);
  for (const wrong of ['http', '-1', '70000', '80.5'])
    expect(() => portFrom(wrong)).toThrow(`PORT must be a whole number from 0 to 65535, but is "${wrong}".`);
});
