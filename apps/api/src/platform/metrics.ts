import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What operators watch. Slices add their own metrics to `registry`, named fanfare_<slice>_<what>_<unit>. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds of a request, by method, route pattern and status. */
  readonly httpRequests: Histogram<'method' | 'route' | 'status'>;
  /** Seconds of a GraphQL operation, by kind (query, mutation) and outcome (success, error). */
  readonly graphqlOperations: Histogram<'kind' | 'outcome'>;
  readonly sqlStatements: Counter;
  readonly openSockets: Gauge;
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
    sqlStatements: new Counter({ name: 'fanfare_sql_statements_total', help: 'SQL statements sent to PostgreSQL.', registers }),
    openSockets: new Gauge({ name: 'fanfare_websocket_connections', help: 'Open WebSocket connections.', registers }),
  };
}
