import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { RequestContext } from './context.ts';
import type { OperationExecutor } from './execution/operation-executor.ts';

/** What a subscription needs to know of the connection that carries it. */
export interface SubscriberSession {
  /** A context for one event: with loaders of its own, and what the viewer may now. */
  context(): Promise<RequestContext>;
  /** Calls the listener whenever the viewer may something else than before; gives back how to stop that. */
  onViewerChange(listener: () => void): () => void;
}

interface Subscription {
  readonly args: ExecutionArgs;
  readonly executor: OperationExecutor;
  readonly session: SubscriberSession;
}

type Source = AsyncIterator<unknown>;

/**
 * Like graphql's own `subscribe`, with two differences. Every event is answered with a context of its own: loaders that cached yesterday's
 * answer, and roles that were withdrawn since, must not outlive the event. And when what the viewer may changes, the subscription
 * begins anew at once, as if it had just been asked for: what is still allowed goes on with its first message, what is not any more ends with
 * the error with which it would be refused now. Nothing of before is sent meanwhile.
 */
export async function subscribeWithFreshContexts({
  args,
  executor,
  session,
}: Subscription): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const first = await openSource(args);
  return 'next' in first ? new Answers({ args, executor, session }, first) : first;
}

async function openSource(args: ExecutionArgs): Promise<Source | ExecutionResult> {
  const opened = await createSourceEventStream(args);
  return Symbol.asyncIterator in opened ? opened[Symbol.asyncIterator]() : opened;
}

/** Not an async generator: its `return` would wait for the next event, which may never come. */
class Answers implements AsyncIterableIterator<ExecutionResult, undefined> {
  readonly #subscription: Subscription;
  readonly #forget: () => void;
  /** The source that counts; a promise while it begins anew. A result is the refusal with which everything ends. */
  #source: Promise<Source | ExecutionResult>;
  #opened: Source | undefined;
  #hasEnded = false;

  constructor(subscription: Subscription, first: Source) {
    this.#subscription = subscription;
    this.#opened = first;
    this.#source = Promise.resolve(first);
    this.#forget = subscription.session.onViewerChange(() => this.#beginAnew());
  }

  async next(): Promise<IteratorResult<ExecutionResult, undefined>> {
    while (!this.#hasEnded) {
      const asked = this.#source;
      const source = await asked;
      if (this.#source !== asked) continue;
      if (!('next' in source)) return this.#endWith(source);
      const event = await source.next();
      if (this.#source !== asked) continue;
      if (event.done === true) break;
      const value = await this.#answer(event.value);
      if (this.#source === asked && !this.#hasEnded) return { done: false, value };
    }
    return this.return();
  }

  async return(): Promise<IteratorResult<ExecutionResult, undefined>> {
    if (!this.#hasEnded) {
      this.#hasEnded = true;
      this.#forget();
      await this.#opened?.return?.();
    }
    return { done: true, value: undefined };
  }

  async throw(): Promise<IteratorResult<ExecutionResult, undefined>> {
    return this.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async #answer(rootValue: unknown): Promise<ExecutionResult> {
    const { args, executor, session } = this.#subscription;
    return executor.execute({
      document: args.document,
      operationName: args.operationName ?? null,
      variables: args.variableValues ?? null,
      contextValue: await session.context(),
      rootValue,
    });
  }

  #beginAnew(): void {
    const before = this.#opened;
    this.#opened = undefined;
    this.#source = this.#reopen();
    // Wakes whoever waits for the next event of the source that counts no more.
    void before?.return?.();
  }

  async #reopen(): Promise<Source | ExecutionResult> {
    const { args, session } = this.#subscription;
    const source = await openSource({ ...args, contextValue: await session.context() });
    if (!('next' in source)) return source;
    if (this.#hasEnded) await source.return?.();
    else this.#opened = source;
    return source;
  }

  async #endWith(refusal: ExecutionResult): Promise<IteratorResult<ExecutionResult, undefined>> {
    this.#hasEnded = true;
    this.#forget();
    return { done: false, value: refusal };
  }
}
