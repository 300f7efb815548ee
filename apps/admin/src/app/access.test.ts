import { expect, test } from '@jest/globals';
import { areas, mayOpen } from './access.ts';

test('an ambassador sees what is for everybody and no area of those who run the programme', () => {
  const open = (Object.keys(areas) as (keyof typeof areas)[]).filter((area) => mayOpen(area, ['AMBASSADOR']));
  expect(open).toEqual(['leaderboard', 'badges', 'recognition', 'thanks', 'challenges']);
});

test('several roles open what each of them opens; none opens nothing', () => {
  expect(mayOpen('ambassadors', ['AMBASSADOR', 'COMMUNICATOR'])).toBe(true);
  expect(mayOpen('leaderboard', [])).toBe(false);
});
