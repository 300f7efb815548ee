import { expect, test } from '@jest/globals';
import { canonicalJson, compareDelivery } from './delivery.ts';
import { normaliseHashtags } from './hashtags.ts';

const delivery = { source: 'linkedin', externalId: '42', payload: { kind: 'POST', at: { a: 1, b: [1, 2] } } };

test('[FA2] [IN2] the same payload is the same fact in whatever order its keys stand', () => {
  const again = { ...delivery, payload: { at: { b: [1, 2], a: 1 }, kind: 'POST', note: undefined } };
  expect(compareDelivery(delivery, again)).toEqual({ outcome: 'SAME' });
});

test('[FA2] another payload is a conflict that names every difference', () => {
  const other = { ...delivery, payload: { kind: 'SHARE', at: { a: 1, b: [2, 1] }, likes: null } };
  expect(compareDelivery(delivery, other)).toEqual({
    outcome: 'CONFLICT',
    differences: [
      { field: 'at', stored: { a: 1, b: [1, 2] }, delivered: { a: 1, b: [2, 1] } },
      { field: 'kind', stored: 'POST', delivered: 'SHARE' },
      { field: 'likes', stored: undefined, delivered: null },
    ],
  });
});

test('[FA2] the same id at another source is another fact', () => {
  expect(compareDelivery(delivery, { ...delivery, source: 'mastodon' })).toEqual({ outcome: 'OTHER_FACT' });
});

test('[FA2] canonical JSON keeps the order of lists and sorts keys at every depth', () => {
  expect(canonicalJson({ b: [{ d: 1, c: 'x' }], a: null })).toBe('{"a":null,"b":[{"c":"x","d":1}]}');
});

test('[FA3] hashtags have one spelling', () => {
  expect(normaliseHashtags(['#Team', 'TEAM', ' ##Büro ', '#', 'ｗｏｒｋ'])).toEqual(['büro', 'team', 'work']);
});
