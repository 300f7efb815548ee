import type { FastifyPluginAsync } from 'fastify';
import { checkReadiness, type ReadinessCheck } from '../health.ts';
import type { Metrics } from '../metrics.ts';

/** /health/live: the process answers. /health/ready: it should get requests. /metrics: for Prometheus. */
export function operationsRoutes(options: {
  readonly metrics: Metrics;
  readonly checks: readonly ReadinessCheck[];
  /** Aborted once this node stops: it is not ready any more, and gets no new requests from the proxy. */
  readonly stopping: AbortSignal;
}): FastifyPluginAsync {
  return async (server) => {
    server.get('/health/live', async () => ({ live: true }));
    server.get('/health/ready', async (_request, reply) => {
      const readiness = await checkReadiness(options.checks);
      const ready = readiness.ready && !options.stopping.aborted;
      return reply.code(ready ? 200 : 503).send({ ...readiness, ready });
    });
    server.get('/metrics', async (_request, reply) => {
      const { registry } = options.metrics;
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  };
}
