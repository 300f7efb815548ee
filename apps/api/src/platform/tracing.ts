import type { FastifyInstance } from 'fastify';

/** Traces of requests for OpenTelemetry. */
export interface Tracing {
  /** Makes every request of the server a span, under the caller's when a traceparent header names one. */
  watch(server: FastifyInstance): void;
  /** Notes a statement on the span of the request that sent it. */
  noteStatement(sql: string): void;
  /** Sends what is waiting. */
  stop(): Promise<void>;
}

/**
 * Sends spans to an OTLP collector over HTTP. OpenTelemetry is loaded here and only here, when an endpoint is set: an installation
 * without one pays nothing for it.
 */
export async function startTracing(options: { readonly endpoint: string; readonly serviceName: string }): Promise<Tracing> {
  const [api, core, exporters, resources, sdk] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/core'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
    import('@opentelemetry/sdk-trace-node'),
  ]);
  const exporter = new exporters.OTLPTraceExporter({ url: `${options.endpoint}/v1/traces` });
  const provider = new sdk.NodeTracerProvider({
    resource: resources.resourceFromAttributes({ 'service.name': options.serviceName }),
    spanProcessors: [new sdk.BatchSpanProcessor(exporter)],
  });
  provider.register({ propagator: new core.W3CTraceContextPropagator() });
  const tracer = provider.getTracer('fanfare');
  return {
    watch(server) {
      server.addHook('onRequest', (request, reply, done) => {
        const caller = api.propagation.extract(api.context.active(), request.headers);
        const attributes = {
          'http.request.method': request.method,
          'http.route': request.routeOptions.url ?? '',
          'fanfare.request_id': request.id,
        };
        const span = tracer.startSpan(
          `${request.method} ${request.routeOptions.url ?? ''}`,
          { kind: api.SpanKind.SERVER, attributes },
          caller,
        );
        reply.raw.once('close', () => {
          span.setAttribute('http.response.status_code', reply.statusCode);
          if (reply.statusCode >= 500) span.setStatus({ code: api.SpanStatusCode.ERROR });
          span.end();
        });
        api.context.with(api.trace.setSpan(caller, span), done);
      });
    },
    noteStatement(sql) {
      api.trace.getActiveSpan()?.addEvent('sql', { 'db.query.text': sql });
    },
    async stop() {
      await provider.shutdown();
      api.trace.disable();
      api.context.disable();
      api.propagation.disable();
    },
  };
}
