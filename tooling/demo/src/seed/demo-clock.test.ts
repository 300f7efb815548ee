import { expect, test } from '@jest/globals';
import { createDemoClock } from './demo-clock.ts';

test('the clock of a demo ticks on from the past it was sent to, and comes back', () => {
  let present = Date.parse('2026-11-22T12:00:00Z');
  const clock = createDemoClock(() => present);
  clock.travelTo(new Date('2026-09-13T08:00:00Z'));
  present += 1500;
  expect(clock.now()).toEqual(new Date('2026-09-13T08:00:01.500Z'));
  clock.returnToPresent();
  expect(clock.now()).toEqual(new Date('2026-11-22T12:00:01.500Z'));
});
