import type { FastifyPluginAsync } from 'fastify';
import type { EntitySchema } from 'typeorm';

/** An instance of a type-graphql resolver class; type-graphql looks it up by its class. */
export type ResolverInstance = object;

export type EntityClass = (abstract new () => object) | EntitySchema<object>;

/**
 * One capability, ready to be put into the application by app.ts. `start` runs once the database is migrated and before the first
 * request, `stop` after the last request was answered and before the database closes; both are called in the order of composition,
 * `stop` in the reverse order.
 */
export interface Slice {
  readonly name: string;
  /** TypeORM entities: one class for each table of the slice. */
  readonly entities: readonly EntityClass[];
  /** Instances of type-graphql resolver classes. */
  readonly resolvers: readonly ResolverInstance[];
  /** Plain HTTP routes, for what GraphQL cannot carry (uploads, files). */
  readonly routes?: FastifyPluginAsync;
  start?(): Promise<void>;
  stop?(): Promise<void>;
}
