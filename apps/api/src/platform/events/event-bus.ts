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
}

/**
 * Declares a kind of domain event, such as `defineTopic('leaderboards.board-moved', z.object({ boardId: z.string() }))`. The name is
 * `<slice>.<what-happened>` and is never used for anything else.
 */
export function defineTopic<Payload>(name: string, schema: z.ZodType<Payload>): Topic<Payload> {
  return { name, schema, event: (payload) => ({ topic: name, payload }) };
}

export type EventHandler<Payload> = (payload: Payload) => void | Promise<void>;
export type Unsubscribe = () => Promise<void>;

/**
 * Tells every node what happened. Delivery is at most once and only to who listens: an event is a hint to look, never the only
 * carrier of a fact. Events of one publisher and topic arrive in their order. A handler that throws disturbs neither the publisher nor
 * the other handlers.
 */
export interface EventBus {
  publish(event: DomainEvent): Promise<void>;
  /** Resolves once events published from now on are seen. */
  subscribe<Payload>(topic: Topic<Payload>, handler: EventHandler<Payload>): Promise<Unsubscribe>;
  close(): Promise<void>;
}
