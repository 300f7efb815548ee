import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const presets = path.join(import.meta.dirname, '..');
const jestProgram = createRequire(import.meta.url).resolve('jest/bin/jest');

const files = {
  'outcomes.test.ts': `import { describe, expect, test } from '@jest/globals';
    test('passes', () => expect(1).toBe(1));
    test('fails', () => expect(1).toBe(2));
    test('hangs', () => new Promise(() => undefined), 50);
    test.skip('is skipped', () => undefined);
    test.each([1, 2])('passes with %i', (one) => expect(one).toBeGreaterThan(0));
    test('asserts nothing of what it announced', () => expect.assertions(1));`,
  'hook.test.ts': `import { beforeAll, test } from '@jest/globals';
    beforeAll(() => { throw new Error('no scene'); });
    test('has no scene', () => undefined);`,
  'broken.test.ts': `import './missing.ts';`,
  'shared.ts': `import { expect, test } from '@jest/globals';
    export const declare = (name: string): void => test(name, () => expect(name).toBe(expect.getState().currentTestName));`,
  'one.test.ts': `import { declare } from './shared.ts'; declare('declared for one');`,
  'other.test.ts': `import { declare } from './shared.ts'; declare('declared for the other');`,
  'again.test.ts': `await import('./one.test.ts');`,
  'timers.test.ts': `import { expect, jest, test } from '@jest/globals';
    test('time passes as told', () => {
      jest.useFakeTimers();
      let rung = false;
      setTimeout(() => { rung = true; }, 1000);
      jest.advanceTimersByTime(1000);
      expect(rung).toBe(true);
    });`,
  'after-timers.test.ts': `import { test } from '@jest/globals';
    test('time passes by itself', () => new Promise((resolve) => setTimeout(resolve, 1)), 1000);`,
};

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

let directory: string;
let report: Report;

/** What Jest reports of these files, run one after the other in one process. */
beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'fanfare-native-tests-'));
  mkdirSync(path.join(directory, 'src'));
  for (const [name, source] of Object.entries(files)) writeFileSync(path.join(directory, 'src', name), source);
  writeFileSync(path.join(directory, 'package.json'), '{ "type": "module" }');
  const config = path.join(directory, 'jest.config.mjs');
  writeFileSync(
    config,
    `import { jestPreset } from ${JSON.stringify(path.join(presets, 'jest.mjs'))};
    export default { ...jestPreset, reporters: [] };`,
  );
  const output = path.join(directory, 'report.json');
  spawnSync(process.execPath, [jestProgram, '--config', config, '--runInBand', '--json', `--outputFile=${output}`], {
    cwd: directory,
    stdio: 'ignore',
  });
  report = JSON.parse(readFileSync(output, 'utf8'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function outcomesOf(file: string): readonly string[] {
  return resultOf(file).assertionResults.map(({ title, status }) => `${status}: ${title}`);
}

function resultOf(file: string): Report['testResults'][number] {
  const found = report.testResults.find(({ name }) => path.basename(name) === file);
  if (found === undefined) throw new Error(`${file} is not in the report`);
  return found;
}

describe('tests that Node itself loads', () => {
  test('pass, fail, time out and are skipped as in Jest', () => {
    expect(outcomesOf('outcomes.test.ts')).toEqual([
      'passed: passes',
      'failed: fails',
      'failed: hangs',
      'pending: is skipped',
      'passed: passes with 1',
      'passed: passes with 2',
      'failed: asserts nothing of what it announced',
    ]);
  });

  test('tell the line of their TypeScript where they fail', () => {
    expect(resultOf('outcomes.test.ts').message).toContain('outcomes.test.ts:3:');
  });

  test('fail with their hooks', () => {
    expect(outcomesOf('hook.test.ts')).toEqual(['failed: has no scene']);
  });

  test('fail as a file when it cannot be loaded', () => {
    expect(resultOf('broken.test.ts').message).toContain('Test suite failed to run');
  });

  test('are declared for the file that runs, through helpers that were loaded before', () => {
    expect(outcomesOf('one.test.ts')).toEqual(['passed: declared for one']);
    expect(outcomesOf('other.test.ts')).toEqual(['passed: declared for the other']);
  });

  test('are declared once more for a file that runs them in a setting of its own', () => {
    expect(outcomesOf('again.test.ts')).toEqual(['passed: declared for one']);
  });

  test('leave no false time behind', () => {
    expect(outcomesOf('timers.test.ts')).toEqual(['passed: time passes as told']);
    expect(outcomesOf('after-timers.test.ts')).toEqual(['passed: time passes by itself']);
  });
});
