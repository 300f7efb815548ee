import { expect, test } from '@jest/globals';
import { SoleWriter } from './sole-writer.ts';

function started(isAlone: () => Promise<boolean>) {
  const clock = { now: 0 };
  const writer = new SoleWriter({ isAlone, now: () => clock.now });
  /** What is known once everything that was asked has been answered. */
  const markNow = async () => {
    writer.mark();
    await new Promise(setImmediate);
    return writer.mark();
  };
  return { clock, writer, markNow };
}

test('alone, a mark stays the same until this process writes', async () => {
  const { writer, markNow } = started(async () => true);
  expect(writer.mark()).toBeNull();
  const mark = await markNow();
  expect(mark).not.toBeNull();
  expect(writer.mark()).toBe(mark);
  writer.wrote();
  expect(writer.mark()).not.toBe(mark);
  expect(writer.mark()).not.toBeNull();
});

test('nothing is known while others are there, and nothing any more once somebody has come', async () => {
  const others = { areThere: true };
  const { clock, markNow, writer } = started(async () => !others.areThere);
  expect(await markNow()).toBeNull();
  others.areThere = false;
  clock.now = 1000;
  expect(await markNow()).not.toBeNull();
  others.areThere = true;
  clock.now = 1300;
  expect(await markNow()).toBeNull();
  expect(writer.mark()).toBeNull();
});

test('who was asked long ago is not believed, counted from when the question was sent', async () => {
  const answers: ((isAlone: boolean) => void)[] = [];
  const { clock, writer } = started(() => new Promise((resolve) => void answers.push(resolve)));
  writer.mark();
  clock.now = 600;
  answers[0]?.(true);
  await new Promise(setImmediate);
  expect(writer.mark()).toBeNull();
});

test('after each time of asking the mark is another one: somebody may have come and gone', async () => {
  const { clock, markNow } = started(async () => true);
  const mark = await markNow();
  clock.now = 300;
  expect(await markNow()).not.toBe(mark);
});

test('a connection that breaks ends what was known, also while it is asked', async () => {
  const answers: ((isAlone: boolean) => void)[] = [];
  const { writer } = started(() => new Promise((resolve) => void answers.push(resolve)));
  writer.mark();
  writer.disconnected();
  answers[0]?.(true);
  await new Promise(setImmediate);
  expect(writer.mark()).toBeNull();
});
