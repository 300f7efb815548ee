import { createSourceEventStream, type ExecutionArgs, type ExecutionResult } from 'graphql';
import type { RequestContext } from './context.ts';
import type { OperationExecutor } from './execution/operation-executor.ts';
import { type Asker, SharedAnswer, type SharedAnswering, sharedAnswer } from './shared-answers.ts';
import { isReadySource, type ReadySource, SharedEvent } from './shared-event.ts';

/** What a subscription needs to know of the connection that carries it. */
export interface SubscriberSession {
  /** A context for one event: with loaders of its own, and what the viewer may now. */
  context(): Promise<RequestContext>;
  /** The same without waiting; null where something is to be found out first. */
  present(): PresentViewer | null;
  /** Calls the listener whenever the viewer may something else than before; gives back how to stop that. */
  onViewerChange(listener: () => void): () => void;
}

/** What is known of who asks, and how to answer them. */
export interface PresentViewer extends Asker {
  context(): RequestContext;
}

/**
 * Where the answers to shared events go; resolves when the reader has taken one, so that nothing queues up for a slow reader. Null when it
 * is taken already.
 */
export type Outlet = (answer: SharedAnswer) => Promise<void> | null;

interface Subscription {
  readonly args: ExecutionArgs;
  readonly executor: OperationExecutor;
  readonly session: SubscriberSession;
  /** Takes the answers to shared events past the iterator, which gives all others. */
  readonly outlet: Outlet;
}

type Source = AsyncIterator<unknown>;

/**
 * Like graphql's own `subscribe`, with two differences. Every event is answered with a context of its own: loaders that cached yesterday's
 * answer, and roles that were withdrawn since, must not outlive the event. And when what the viewer may changes, the subscription
 * begins anew at once, as if it had just been asked for: what is still allowed goes on with its first message, what is not any more ends with
 * the error with which it would be refused now. Nothing of before is sent meanwhile.
 *
 * A SharedEvent is answered once for all its subscribers, and written to the outlet in the moment in which it is found to hold still.
 */
export async function subscribeWithFreshContexts({
  args,
  executor,
  session,
  outlet,
}: Subscription): Promise<AsyncIterable<ExecutionResult> | ExecutionResult> {
  const first = await openSource(args);
  return 'next' in first ? new Answers({ args, executor, session, outlet }, first) : first;
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
      if (isReadySource(source)) await this.#sendWhatIsReady(source, asked);
      if (this.#source !== asked || this.#hasEnded) continue;
      const event = await source.next();
      if (this.#source !== asked) continue;
      if (event.done === true) break;
      const answer = await this.#answer(event.value);
      if (this.#source !== asked || this.#hasEnded) continue;
      if (!(event.value instanceof SharedEvent)) return { done: false, value: answer.result };
      if (event.value.take()) await this.#subscription.outlet(answer);
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

  /**
   * Sends every event in the moment in which there is one, without a promise for any. Resolves where something is to be waited for (who
   * asks is to be looked at again, the reader is slow) and the longer way has to be taken, and where the source has ended or counts no more.
   */
  #sendWhatIsReady(source: ReadySource, asked: Promise<Source | ExecutionResult>): Promise<void> {
    return new Promise((resolve) => {
      let hasStopped = false;
      const stop = (after?: Promise<void>) => {
        hasStopped = true;
        source.listen(() => undefined);
        resolve(after);
      };
      const go = () => {
        while (!hasStopped) {
          if (this.#source !== asked || this.#hasEnded || source.hasEnded) return stop();
          const event = source.poll();
          if (event === null) return;
          const answering = this.#answerNow(event);
          if (answering === null) return stop();
          if (answering.answer === undefined) return void answering.made.then(go, () => stop());
          const taken = event.take() ? this.#subscription.outlet(answering.answer) : null;
          if (taken !== null) return stop(taken);
        }
      };
      source.listen(go);
      go();
    });
  }

  /** Null where it has to be found out first who asks. */
  #answerNow(event: SharedEvent): SharedAnswering | null {
    const { args, session } = this.#subscription;
    const asker = session.present();
    return asker === null
      ? null
      : sharedAnswer(event, { args, asker, execute: () => this.#execute(event.rootValue, asker.context()) });
  }

  async #answer(event: unknown): Promise<SharedAnswer> {
    const { args, session } = this.#subscription;
    const context = await session.context();
    if (!(event instanceof SharedEvent)) return new SharedAnswer(await this.#execute(event, context));
    return sharedAnswer(event, { args, asker: context, execute: () => this.#execute(event.rootValue, context) }).made;
  }

  #execute(rootValue: unknown, contextValue: RequestContext): Promise<ExecutionResult> {
    const { args, executor } = this.#subscription;
    return executor.execute({
      document: args.document,
      operationName: args.operationName ?? null,
      variables: args.variableValues ?? null,
      contextValue,
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
    const source = await openSource({ ...args, contextValue: { ...(await session.context()), beginsAnew: true } });
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
