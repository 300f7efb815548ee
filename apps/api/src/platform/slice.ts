import type { FastifyPluginAsync } from 'fastify';
import type { EntitySchema } from 'typeorm';
import type { Clock } from './clock.ts';
import type { Database } from './database/database.ts';
import type { EventBus } from './events/event-bus.ts';
import type { VersionSource } from './graphql/answers/versions.ts';
import type { JobDefinition, JobQueue } from './jobs/job.ts';
import type { Limits } from './limits/budgets.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/** An instance of a type-graphql resolver class; type-graphql looks it up by its class. */
export type ResolverInstance = object;

/** A TypeORM entity, as a class or as a schema. */
export type EntityClass = (abstract new () => object) | EntitySchema<object>;

/** What the platform gives to every slice. The database may be used from `start` on. */
export interface Platform {
  readonly database: Database;
  readonly events: EventBus;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly limits: Limits;
}

/**
 * One capability, ready to be put into the application by app.ts. `start` runs once the database is migrated and before the first
 * request, in the order of composition; `stop` runs after the last request was answered and before the database closes, in the
 * reverse order.
 */
export interface Slice {
  readonly name: string;
  /** TypeORM entities: one for each table of the slice. */
  readonly entities: readonly EntityClass[];
  /** Instances of type-graphql resolver classes. */
  readonly resolvers: readonly ResolverInstance[];
  /** Plain HTTP routes, for what GraphQL cannot carry (uploads, files); they ask an Authenticator who is calling. */
  readonly routes?: FastifyPluginAsync;
  /** What is done beside requests: by a schedule, or when somebody asks for it. */
  readonly jobs?: readonly JobDefinition[];
  /** How answers that depend on things of this slice learn whether those have changed. */
  readonly versions?: readonly VersionSource[];
  start?(): Promise<void>;
  stop?(): Promise<void>;
}
