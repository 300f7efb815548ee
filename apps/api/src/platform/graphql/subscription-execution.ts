import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import type { RequestContext } from './context.ts';

/**
 * Like graphql's own `subscribe`, but every event is answered with a context of its own: loaders that cached yesterday's answer, and
 * roles that were revoked since, must not outlive the event.
 */
export async function subscribeWithFreshContexts(
  args: ExecutionArgs,
  freshContext: () => Promise<RequestContext>,
): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const answer = async (event: IteratorResult<unknown>): Promise<IteratorResult<ExecutionResult>> => {
    if (event.done === true) return { done: true, value: undefined };
    const value = await execute({ ...args, rootValue: event.value, contextValue: await freshContext() });
    return { done: false, value };
  };
  const end = async (): Promise<IteratorResult<ExecutionResult>> => {
    await events.return?.();
    return { done: true, value: undefined };
  };
  // Not an async generator: its `return` would wait for the next event, which may never come.
  const answers: AsyncIterableIterator<ExecutionResult> = {
    next: async () => answer(await events.next()),
    return: end,
    throw: end,
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}
