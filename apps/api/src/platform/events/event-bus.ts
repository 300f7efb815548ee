import type { z } from 'zod';

/** A kind of domain event: its name on the wire and the form of its payload. Slices declare theirs with `defineTopic`. */
export interface Topic<Payload> {
  readonly name: string;
  readonly schema: z.ZodType<Payload>;
  /** An event of this kind. */
  event(payload: Payload): DomainEvent<Payload>;
}

/** Something that happened, told in the past tense. The payload is plain JSON: it may travel to other nodes. */
export interface DomainEvent<Payload = unknown> {
  readonly topic: string;
  readonly payload: Payload;
  /** What it is about, where a later event about the same makes an earlier one needless. */
  readonly subject?: string;
}

/**
 * Declares a kind of domain event, such as `defineTopic('leaderboards.board-moved', z.object({ boardId: z.string() }))`. The name is
 * `<slice>.<what-happened>` and is never used for anything else. With `subject` only the last event of several about one subject need arrive.
 */
export function defineTopic<Payload>(
  name: string,
  schema: z.ZodType<Payload>,
  { subject }: { readonly subject?: (payload: Payload) => string } = {},
): Topic<Payload> {
  return {
    name,
    schema,
    event: (payload) => ({ topic: name, payload, ...(subject === undefined ? {} : { subject: subject(payload) }) }),
  };
}

export type EventHandler<Payload> = (payload: Payload) => void | Promise<void>;
export type Unsubscribe = () => Promise<void>;

/**
 * Tells every node what happened. Delivery is only to who listens: an event is a hint to look, never the only carrier of a fact. Events
 * that a transaction announces arrive at least once (see outbox.ts): a handler must not mind one that comes twice, or after a newer one.
 * Events of one publisher and topic arrive in their order. A handler that throws disturbs neither the publisher nor the other handlers.
 */
export interface EventBus {
  /** Handlers of this process hear of it even where other nodes cannot be reached; then it rejects. */
  publish(event: DomainEvent): Promise<void>;
  /** Resolves once events published from now on are seen, where other nodes can be reached. */
  subscribe<Payload>(topic: Topic<Payload>, handler: EventHandler<Payload>): Promise<Unsubscribe>;
  /** The handler is called whenever events of other nodes may have been missed: time to look at everything again. */
  onMissed(handler: () => void): () => void;
  /** Whether events of other nodes do not arrive at present. */
  isCutOff(): boolean;
  close(): Promise<void>;
}
