import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { defineTopic, type EventBus } from './event-bus.ts';
import { eventStream } from './event-stream.ts';

/** What every event bus promises. `open` gives two nodes that hear each other; of a bus inside one process both are the same. */
export function eventBusContract(
  name: string,
  open: (onHandlerError: (error: unknown) => void) => Promise<readonly [EventBus, EventBus]>,
): void {
  const moved = defineTopic('test.moved', z.object({ step: z.number() }));
  const other = defineTopic('test.other', z.object({ step: z.number() }));

  describe(`the event bus ${name}`, () => {
    let errors: unknown[];
    let here: EventBus;
    let there: EventBus;

    beforeEach(async () => {
      errors = [];
      [here, there] = await open((error) => void errors.push(error));
    });
    afterEach(async () => {
      await Promise.all(new Set([here.close(), there.close()]));
    });

    /** The first so many payloads that arrive. */
    async function collect(bus: EventBus, count: number): Promise<{ readonly steps: Promise<readonly number[]> }> {
      const steps: number[] = [];
      let finish: (steps: readonly number[]) => void = () => undefined;
      const collected = new Promise<readonly number[]>((resolve) => {
        finish = resolve;
      });
      await bus.subscribe(moved, ({ step }) => {
        if (steps.push(step) === count) finish(steps);
      });
      return { steps: collected };
    }

    test('tells every handler on every node, in the order of publishing', async () => {
      const [one, two] = await Promise.all([collect(here, 3), collect(there, 3)]);
      for (const step of [1, 2, 3]) await here.publish(moved.event({ step }));
      expect(await one.steps).toEqual([1, 2, 3]);
      expect(await two.steps).toEqual([1, 2, 3]);
    });

    test('tells nobody what belongs to another topic', async () => {
      const heard = await collect(there, 1);
      await here.publish(other.event({ step: 1 }));
      await here.publish(moved.event({ step: 2 }));
      expect(await heard.steps).toEqual([2]);
    });

    test('tells who has unsubscribed nothing more, and the others still', async () => {
      const gone: number[] = [];
      const unsubscribe = await there.subscribe(moved, ({ step }) => void gone.push(step));
      const heard = await collect(there, 1);
      await unsubscribe();
      await here.publish(moved.event({ step: 1 }));
      expect(await heard.steps).toEqual([1]);
      expect(gone).toEqual([]);
    });

    test('a handler that throws disturbs neither the publisher nor the other handlers', async () => {
      await there.subscribe(moved, () => {
        throw new Error('a handler failed');
      });
      const heard = await collect(there, 1);
      await here.publish(moved.event({ step: 1 }));
      expect(await heard.steps).toEqual([1]);
      expect(errors).toEqual([new Error('a handler failed')]);
    });

    test('a payload of another form, of an older node say, is reported and dropped', async () => {
      const heard = await collect(there, 1);
      await here.publish({ topic: moved.name, payload: { step: 'three' } });
      await here.publish(moved.event({ step: 4 }));
      expect(await heard.steps).toEqual([4]);
      expect(errors).toHaveLength(1);
    });

    test('a stream gives what it wants, from the moment it is there, until its reader stops', async () => {
      const stream = await eventStream(there, moved, ({ step }) => step > 1);
      for (const step of [1, 2, 3]) await here.publish(moved.event({ step }));
      expect(await stream.next()).toEqual({ done: false, value: { step: 2 } });
      expect(await stream.next()).toEqual({ done: false, value: { step: 3 } });
      const waiting = stream.next();
      await stream.return();
      expect(await waiting).toEqual({ done: true, value: undefined });
    });
  });
}
