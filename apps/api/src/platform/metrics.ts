import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What operators watch. Slices add their own metrics to `registry`, named fanfare_<slice>_<what>_<unit>. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds of a request, by method, route pattern and status. */
  readonly httpRequests: Histogram<'method' | 'route' | 'status'>;
  /** Seconds of a GraphQL operation, by kind (query, mutation) and outcome (success, error). */
  readonly graphqlOperations: Histogram<'kind' | 'outcome'>;
  /** Answers that were given again instead of being made anew. */
  readonly keptAnswers: Counter;
  readonly sqlStatements: Counter;
  readonly openSockets: Gauge;
  /** Connections that were dropped because their clients do not read. */
  readonly slowSockets: Counter;
  /** Seconds for which the oldest overdue announcement has waited. */
  readonly outboxLag: Gauge;
  /** Asks for the pool's connections whenever the metrics are read. */
  watchPool(pool: () => PoolState): void;
}

/** Connections of the database pool, at one moment. */
export interface PoolState {
  readonly total: number;
  readonly idle: number;
  /** Requests for a connection that have to wait. */
  readonly waiting: number;
}

const durationBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of one server. Each has its own registry, so that several may run in one process. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    httpRequests: new Histogram({
      name: 'fanfare_http_request_duration_seconds',
      help: 'Duration of HTTP requests.',
      labelNames: ['method', 'route', 'status'],
      buckets: durationBuckets,
      registers,
    }),
    graphqlOperations: new Histogram({
      name: 'fanfare_graphql_operation_duration_seconds',
      help: 'Duration of GraphQL queries and mutations.',
      labelNames: ['kind', 'outcome'],
      buckets: durationBuckets,
      registers,
    }),
    keptAnswers: new Counter({
      name: 'fanfare_graphql_kept_answers_total',
      help: 'Answers to GraphQL queries that were kept and given again.',
      registers,
    }),
    sqlStatements: new Counter({ name: 'fanfare_sql_statements_total', help: 'SQL statements sent to PostgreSQL.', registers }),
    openSockets: new Gauge({ name: 'fanfare_websocket_connections', help: 'Open WebSocket connections.', registers }),
    slowSockets: new Counter({
      name: 'fanfare_websocket_slow_total',
      help: 'WebSocket connections that were dropped because the client did not read what it was sent.',
      registers,
    }),
    outboxLag: new Gauge({
      name: 'fanfare_outbox_lag_seconds',
      help: 'For how long the oldest overdue announcement has waited to be published; 0 when none is overdue.',
      registers,
    }),
    watchPool: (pool) => watchPool(pool, registry),
  };
}

function watchPool(pool: () => PoolState, registry: Registry): void {
  new Gauge({
    name: 'fanfare_database_connections',
    help: 'Connections of the pool in use and idle, and requests that wait for one.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { total, idle, waiting } = pool();
      this.set({ state: 'used' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
}
