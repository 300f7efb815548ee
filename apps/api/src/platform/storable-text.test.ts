import { expect, test } from '@jest/globals';
import { isStorable, unstorablePaths } from './storable-text.ts';

test('texts of whole characters can be kept, whatever they are', () => {
  for (const text of ['', 'Größe', '👩🏽‍🔬', 'line\nbreak\t', '\u202e', '\ufeff']) expect(isStorable(text)).toBe(true);
});

test('a null character and a half of a character cannot', () => {
  for (const text of ['\0', 'a\0b', '\ud800', 'a\udfffb', '\udc00\ud800']) expect(isStorable(text)).toBe(false);
});

test('the place of each such text is found, in keys as well, and dates are left alone', () => {
  const input = { name: 'a\0', when: new Date(0), list: ['fine', { deep: '\ud800' }], rules: { 'k\0': 1 }, none: null };
  expect(unstorablePaths(input)).toEqual([['name'], ['list', '1', 'deep'], ['rules']]);
});
