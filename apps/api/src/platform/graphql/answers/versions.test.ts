import { expect, test } from '@jest/globals';
import type { Database } from '../../database/database.ts';
import { Versions } from './versions.ts';

const id = '01890000-0000-7000-8000-000000000001';

function thing() {
  const state = { mark: null as number | null, version: '1', statements: 0 };
  const query = async () => {
    state.statements += 1;
    return [{ kind: 'thing', id, version: state.version }];
  };
  const database = { manager: { query }, unchangedMark: () => state.mark } as unknown as Database;
  const versions = new Versions({ database, sources: [{ kind: 'thing', select: () => '' }] });
  const isCurrent = (version: string) => versions.areCurrent([{ kind: 'thing', id, version }]);
  return { state, isCurrent };
}

test('as long as the database may change unseen, every question is asked of it', async () => {
  const { state, isCurrent } = thing();
  expect([await isCurrent('1'), await isCurrent('1')]).toEqual([true, true]);
  expect(state.statements).toBe(2);
});

test('while it is known to be unchanged, what was read once counts; a write makes it be read again', async () => {
  const { state, isCurrent } = thing();
  state.mark = 1;
  expect([await isCurrent('1'), await isCurrent('1'), await isCurrent('1')]).toEqual([true, true, true]);
  expect(state.statements).toBe(1);
  state.version = '2';
  state.mark = 2;
  expect([await isCurrent('1'), await isCurrent('2')]).toEqual([false, true]);
});

test('what was read while something was written does not count for later', async () => {
  const { state, isCurrent } = thing();
  state.mark = 1;
  const asked = isCurrent('1');
  await new Promise(setImmediate);
  state.mark = 2;
  expect(await asked).toBe(true);
  state.version = '2';
  expect(await isCurrent('1')).toBe(false);
});
