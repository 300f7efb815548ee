import { expect, test } from '@jest/globals';
import { emptyContentState, parseContentState, serializeContentState } from './content-state.ts';
import { emptyMemberState, parseMemberState, serializeMemberState } from './member-state.ts';

const day = [0, 1000, 2000];
const week = [1, 500, 9000];
const windows = [...day, ...week];
const counters = [
  [7, 1, 9, 2],
  [7, 3],
];
const state = { ...emptyMemberState, sequence: 4, recordedAt: 1500, lastActiveAt: 1200, windows, counters, firstEnd: 2000 };

test('[EV10] states of people and posts come back as they were, as text and as a JSON column gives them', () => {
  expect(parseMemberState(serializeMemberState(state))).toEqual(state);
  expect(parseMemberState(JSON.parse(serializeMemberState(emptyMemberState)))).toEqual(emptyMemberState);
  const rules = [{ key: 'engagement', requested: 6, granted: 4 }];
  const takenBack = {
    rules: [{ key: 'a', points: 4 }],
    activity: 3,
    engagement: 0,
    comeback: { countsAt: 9, lastActiveAt: 2 },
  };
  const content = { ...emptyContentState, likes: 3, colleagues: ['a', 'b'], rules, withdrawn: true, takenBack };
  expect(parseContentState(JSON.parse(serializeContentState(content)))).toEqual(content);
});

test.each([
  ['an object', { version: 1 }],
  ['another version', [2, 0, 0, null, [], []]],
  ['a sequence below 0', [1, -1, 0, null, [], []]],
  ['a time that is no whole number', [1, 0, 0.5, null, [], []]],
  ['a time of another type', [1, 0, 0, '2026', [], []]],
  ['windows out of order', [1, 0, 0, null, [...week, ...day], counters]],
  ['a window twice', [1, 0, 0, null, [...day, ...day], counters]],
  ['a window of an unknown sort', [1, 0, 0, null, [45, 0, 1], [[7, 1]]]],
  ['a window that ends before it starts', [1, 0, 0, null, [0, 5, 5], [[7, 1]]]],
  ['a window without an end', [1, 0, 0, null, [0, 5], [[7, 1]]]],
  ['a window without counters', [1, 0, 0, null, day, [[]]]],
  ['fewer counters than windows', [1, 0, 0, null, windows, [[7, 1]]]],
  ['a counter without a value', [1, 0, 0, null, day, [[7]]]],
  ['counters out of order', [1, 0, 0, null, day, [[9, 1, 7, 1]]]],
  ['a counter of 0', [1, 0, 0, null, day, [[7, 0]]]],
  ['a value of another type', [1, 0, 0, null, day, [[7, '1']]]],
])('a stored state of a person with %s is refused', (_, stored) => {
  expect(() => parseMemberState(stored)).toThrow(TypeError);
});

test.each([
  ['an object', { version: 1 }],
  ['another version', [2, 0, 0, 0, 0, [], [], false]],
  ['a count below 0', [1, -1, 0, 0, 0, [], [], false]],
  ['a colleague that is a number', [1, 0, 0, 0, 0, [7], [], false]],
  ['a rule without points', [1, 0, 0, 0, 0, [], [['engagement']], false]],
  ['no note of its withdrawal', [1, 0, 0, 0, 0, [], [], null]],
])('a stored state of a post with %s is refused', (_, stored) => {
  expect(() => parseContentState(stored)).toThrow(TypeError);
});
