import type { Language } from '@fanfare/contracts';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, type ExecutionResult, parse } from 'graphql';
import { z } from 'zod';
import { defineTopic } from '../events/event-bus.ts';
import { eventStream } from '../events/event-stream.ts';
import { createInProcessEventBus } from '../events/in-process-event-bus.ts';
import { notKept } from './answers/answer-notes.ts';
import type { RequestContext } from './context.ts';
import { createOperationExecutor } from './execution/operation-executor.ts';
import { Loaders, loaderKey } from './loaders.ts';
import { type ReadySource, SharedEvent } from './shared-event.ts';
import { subscribeWithFreshContexts } from './subscription-execution.ts';

const ticked = defineTopic('test.ticked', z.object({ tick: z.number() }));
const stored = loaderKey<string, number>('what is stored');

function freshContext(): RequestContext {
  return {
    viewer: { kind: 'nobody' },
    requestId: 'test',
    language: 'ENGLISH',
    loaders: new Loaders(),
    answer: notKept,
    resolver: () => {
      throw new Error('unused');
    },
  };
}

async function open() {
  const bus = createInProcessEventBus(() => undefined);
  let value = 0;
  const schema = buildSchema('type Query { value: Int } type Subscription { value: Int }');
  const field = schema.getSubscriptionType()?.getFields()['value'];
  if (field === undefined) throw new Error('The schema has no subscription');
  field.subscribe = () => eventStream(bus, ticked);
  field.resolve = (_event: unknown, _args: unknown, { loaders }: RequestContext) =>
    loaders.get(stored, () => async (keys) => keys.map(() => value)).load('the only one');
  const answers = await subscribeWithFreshContexts({
    args: { schema, document: parse('subscription { value }'), contextValue: freshContext() },
    executor: createOperationExecutor(schema),
    session: { context: async () => freshContext(), present: () => null, onViewerChange: () => () => undefined },
    outlet: () => null,
  });
  if (!(Symbol.asyncIterator in answers)) throw new Error('The subscription was refused');
  const iterator = answers[Symbol.asyncIterator]();
  const tick = async (next: number): Promise<IteratorResult<ExecutionResult>> => {
    value = next;
    await bus.publish(ticked.event({ tick: next }));
    return iterator.next();
  };
  return { iterator, tick };
}

test('every event is answered with loaders of its own: nothing is remembered from the one before', async () => {
  const { iterator, tick } = await open();
  expect(await tick(1)).toMatchObject({ value: { data: { value: 1 } } });
  expect(await tick(2)).toMatchObject({ value: { data: { value: 2 } } });
  await iterator.return?.();
});

test('a reader who stops while nothing happens is let go at once', async () => {
  const { iterator } = await open();
  const waiting = iterator.next();
  expect(await iterator.return?.()).toEqual({ done: true, value: undefined });
  expect(await waiting).toEqual({ done: true, value: undefined });
});

describe('an event that many receive', () => {
  const schema = buildSchema('type Query { value: Int } type Subscription { value(since: Int): Int }');
  const document = parse('subscription ($since: Int) { value(since: $since) }');
  const executor = createOperationExecutor(schema);

  async function answersTo(take: () => boolean, languages: readonly Language[]) {
    let computed = 0;
    const field = schema.getSubscriptionType()?.getFields()['value'];
    if (field === undefined) throw new Error('The schema has no subscription');
    field.extensions = { cacheable: 'RIGHTS' };
    field.resolve = () => {
      computed += 1;
      return computed;
    };
    const rootValue = {};
    field.subscribe = async function* () {
      yield new SharedEvent(rootValue, { take, audience: () => '' });
    };
    const sent: string[] = [];
    for (const [since, language] of languages.entries()) {
      const answers = await subscribeWithFreshContexts({
        args: { schema, document, variableValues: { since }, contextValue: freshContext() },
        executor,
        session: {
          context: async () => ({ ...freshContext(), language }),
          present: () => null,
          onViewerChange: () => () => undefined,
        },
        outlet: ({ json }) => {
          sent.push(json);
          return null;
        },
      });
      if (!(Symbol.asyncIterator in answers)) throw new Error('The subscription was refused');
      expect(await answers[Symbol.asyncIterator]().next()).toEqual({ done: true, value: undefined });
    }
    return sent;
  }

  test('is answered once for all who ask alike, whatever version each goes on from; once a language', async () => {
    expect(await answersTo(() => true, ['ENGLISH', 'ENGLISH', 'GERMAN', 'GERMAN', 'ENGLISH'])).toEqual(
      [1, 1, 2, 2, 1].map((value) => `{"data":{"value":${value}}}`),
    );
  });

  test('is not sent when it no longer holds at the moment of sending', async () => {
    expect(await answersTo(() => false, ['ENGLISH', 'ENGLISH'])).toEqual([]);
  });
});

describe('a source that says when there is an event', () => {
  const schema = buildSchema('type Query { value: Int } type Subscription { value: Int }');
  const executor = createOperationExecutor(schema);

  /** Two subscribers of one source of events, on connections that take what they are sent when the test says so. */
  async function openTwo() {
    const state = { value: 0, computed: 0, isAsking: false, isSlow: false };
    const listeners = new Set<() => void>();
    const sent: string[] = [];
    const takes: (() => void)[] = [];
    const field = schema.getSubscriptionType()?.getFields()['value'];
    if (field === undefined) throw new Error('The schema has no subscription');
    field.extensions = { cacheable: 'RIGHTS' };
    field.resolve = (root: unknown) => {
      state.computed += 1;
      return (root as { readonly value: number }).value;
    };
    let root = { value: 0 };
    const source = (): ReadySource & AsyncIterable<unknown> => {
      let seen = 0;
      let listener: () => void = () => undefined;
      let hasEnded = false;
      listeners.add(() => listener());
      const poll = () => {
        const event = root;
        if (event.value === seen) return null;
        return new SharedEvent(event, {
          take: () => {
            seen = event.value;
            return true;
          },
          audience: () => '',
        });
      };
      const next = async (): Promise<IteratorResult<SharedEvent, undefined>> => {
        for (;;) {
          const event = poll();
          if (hasEnded) return { done: true, value: undefined };
          if (event !== null) return { done: false, value: event };
          await new Promise<void>((resolve) => {
            listener = resolve;
          });
        }
      };
      return {
        poll,
        next,
        get hasEnded() {
          return hasEnded;
        },
        listen: (onReady) => {
          listener = onReady;
        },
        return: async () => {
          hasEnded = true;
          listener();
          return { done: true, value: undefined };
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      };
    };
    field.subscribe = source;
    const iterators: AsyncIterator<ExecutionResult>[] = [];
    for (const name of ['one', 'two']) {
      const answers = await subscribeWithFreshContexts({
        args: { schema, document, contextValue: freshContext() },
        executor,
        session: {
          context: async () => freshContext(),
          present: () => (state.isAsking ? null : { ...freshContext(), context: freshContext }),
          onViewerChange: () => () => undefined,
        },
        outlet: ({ json }) => {
          sent.push(`${name} ${json}`);
          return state.isSlow ? new Promise<void>((resolve) => void takes.push(resolve)) : null;
        },
      });
      if (!(Symbol.asyncIterator in answers)) throw new Error('The subscription was refused');
      iterators.push(answers[Symbol.asyncIterator]());
    }
    const ended = iterators.map((iterator) => iterator.next());
    const change = async (value: number) => {
      root = { value };
      for (const tell of listeners) tell();
      await new Promise(setImmediate);
    };
    const end = async () => {
      await Promise.all(iterators.map((iterator) => iterator.return?.()));
      expect(await Promise.all(ended)).toEqual([1, 2].map(() => ({ done: true, value: undefined })));
    };
    return { state, sent, takes, change, end };
  }
  const document = parse('subscription { value }');
  const message = (name: string, value: number) => `${name} {"data":{"value":${value}}}`;

  test('is answered once for all, and everybody is sent everything once', async () => {
    const { state, sent, change, end } = await openTwo();
    await change(1);
    await change(2);
    expect(sent).toEqual([message('one', 1), message('two', 1), message('one', 2), message('two', 2)]);
    expect(state.computed).toBe(2);
    await end();
  });

  test('while it is found out who asks, goes the longer way, and back', async () => {
    const { state, sent, change, end } = await openTwo();
    state.isAsking = true;
    await change(1);
    state.isAsking = false;
    await change(2);
    expect(sent.toSorted()).toEqual([message('one', 1), message('one', 2), message('two', 1), message('two', 2)]);
    await end();
  });

  test('a slow reader gets nothing before the last message is taken, and then the newest alone', async () => {
    const { state, sent, takes, change, end } = await openTwo();
    state.isSlow = true;
    await change(1);
    state.isSlow = false;
    await change(2);
    await change(3);
    expect(sent).toEqual([message('one', 1), message('two', 1)]);
    for (const take of takes) take();
    await new Promise(setImmediate);
    expect(sent.slice(2)).toEqual([message('one', 3), message('two', 3)]);
    await end();
  });
});
