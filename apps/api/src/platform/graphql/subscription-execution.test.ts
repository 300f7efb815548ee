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
import { SharedEvent } from './shared-event.ts';
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
