import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkBoundaries } from './check.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'fanfare-boundaries-'));
  for (const area of ['apps', 'packages', 'tooling']) mkdirSync(path.join(root, area));
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Lays a little house with these files and names the rules it breaks. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<string[]> {
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), source);
  }
  const { violations } = await checkBoundaries(root);
  return violations.map(({ rule }) => rule);
}

const points = 'apps/api/src/modules/points';
const boards = 'apps/api/src/modules/leaderboards';

describe('what is allowed', () => {
  test('a slice imports the index of another, the platform and itself; the root imports everybody', async () => {
    expect(
      await brokenRules({
        [`${points}/index.ts`]: "export { award } from './points.service.ts';",
        [`${points}/points.service.ts`]: "import { log } from '../../platform/log.ts';\nexport const award = () => log();",
        [`${boards}/index.ts`]: "import { award } from '../points/index.ts';\nexport const board = award;",
        'apps/api/src/platform/log.ts': "import process from 'node:process';\nexport const log = () => process.pid;",
        'apps/api/src/app.ts': "export { board } from './modules/leaderboards/index.ts';",
      }),
    ).toEqual([]);
  });
});

test('a type that points back makes no cycle', async () => {
  expect(
    await brokenRules({
      [`${points}/award.ts`]:
        "import { rate } from './rate.ts';\nexport interface Award { points: number }\nexport const award = (): Award => rate();",
      [`${points}/rate.ts`]: "import type { Award } from './award.ts';\nexport const rate = (): Award => ({ points: 1 });",
    }),
  ).toEqual([]);
});

describe('what fails the checks', () => {
  test('a deep import into another slice, behind a decorator as well as for a type alone', async () => {
    expect(
      await brokenRules({
        [`${points}/points.entity.ts`]: 'export class Entry {}',
        [`${boards}/boards.service.ts`]:
          "import { Entry } from '../points/points.entity.ts';\nconst mark = (_: unknown) => {};\n@mark\nexport class Board { @mark entry = new Entry(); }",
        [`${boards}/boards.mapper.ts`]:
          "import type { Entry } from '../points/points.entity.ts';\nexport const map = (entry: Entry) => entry;",
      }),
    ).toEqual(['slices-meet-at-index', 'slices-meet-at-index']);
  });

  test('the platform importing a slice, even its index', async () => {
    expect(
      await brokenRules({
        [`${points}/index.ts`]: 'export const points = 1;',
        'apps/api/src/platform/jobs.ts': "export { points } from '../modules/points/index.ts';",
      }),
    ).toEqual(['platform-knows-no-slice']);
  });

  test('an engine that reads files or knows the API', async () => {
    expect(
      await brokenRules({
        'apps/api/src/env.ts': 'export const env = {};',
        'packages/gamification/src/rules.ts': "import { readFileSync } from 'node:fs';\nexport const rules = readFileSync;",
        'packages/tandem-matching/src/match.ts': "export { env } from '../../../apps/api/src/env.ts';",
      }),
    ).toEqual(expect.arrayContaining(['engines-do-no-io', 'engines-know-contracts-only']));
  });

  test('one engine importing the other', async () => {
    expect(
      await brokenRules({
        'packages/gamification/src/index.ts': 'export const points = 1;',
        'packages/tandem-matching/src/match.ts': "export { points } from '../../gamification/src/index.ts';",
      }),
    ).toEqual(['engines-know-contracts-only']);
  });

  test('contracts that import an engine or a module of Node', async () => {
    expect(
      await brokenRules({
        'packages/gamification/src/index.ts': 'export const points = 1;',
        'packages/contracts/src/ids.ts': "import { randomUUID } from 'node:crypto';\nexport const id = randomUUID;",
        'packages/contracts/src/points.ts': "export { points } from '../../gamification/src/index.ts';",
      }),
    ).toEqual(expect.arrayContaining(['contracts-run-in-a-browser', 'contracts-stand-alone']));
  });

  test('a cycle', async () => {
    expect(
      await brokenRules({
        [`${points}/first.ts`]: "import { second } from './second.ts';\nexport const first = () => second;",
        [`${points}/second.ts`]: "import { first } from './first.ts';\nexport const second = () => first;",
      }),
    ).toContain('no-cycles');
  });

  test('an import that leads nowhere', async () => {
    expect(await brokenRules({ 'apps/api/src/app.ts': "export { gone } from './gone.ts';" })).toEqual(['no-unresolvable']);
  });

  test('a slice importing the composition root', async () => {
    expect(
      await brokenRules({
        'apps/api/src/app.ts': 'export const app = 1;',
        [`${points}/points.service.ts`]: "export { app } from '../../app.ts';",
      }),
    ).toEqual(['nobody-imports-the-root']);
  });

  test('the admin app importing the API, and the product importing tooling', async () => {
    expect(
      await brokenRules({
        'tooling/demo/src/people.ts': 'export const people = [];',
        'apps/api/src/modules/points/index.ts': "export { people } from '../../../../../tooling/demo/src/people.ts';",
        'apps/admin/src/page.tsx':
          "import { people } from '../../api/src/modules/points/index.ts';\nexport const page = <p>{people}</p>;",
      }),
    ).toEqual(expect.arrayContaining(['admin-knows-contracts-only', 'product-needs-no-tooling']));
  });
});
