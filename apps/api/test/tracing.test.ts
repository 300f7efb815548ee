import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { startTestApi } from './harness/index.ts';

interface ExportedSpan {
  readonly name: string;
  readonly traceId: string;
  readonly parentSpanId?: string;
  readonly events: readonly { readonly name: string }[];
}

interface Collector {
  readonly url: string;
  readonly spans: readonly ExportedSpan[];
  stop(): Promise<void>;
}

/** An OTLP collector, as far as an exporter sees one. */
async function startCollector(): Promise<Collector> {
  const spans: ExportedSpan[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as {
        resourceSpans: { scopeSpans: { spans: ExportedSpan[] }[] }[];
      };
      spans.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.setHeader('content-type', 'application/json');
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

test('a request becomes a span under its caller’s, with its SQL statements; stopping sends what is waiting', async () => {
  const collector = await startCollector();
  const api = await startTestApi({ environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  const traceId = '0af7651916cd43dd8448eb211c80319c';
  const headers = { traceparent: `00-${traceId}-b7ad6b7169203331-01` };
  await api.graphql('{ programmes { name } }', {}, { as: await api.signIn('Anna'), headers });
  await api.stop();
  await collector.stop();
  const span = collector.spans.find(({ name }) => name === 'POST /graphql');
  expect(span).toMatchObject({ traceId, parentSpanId: 'b7ad6b7169203331' });
  expect(span?.events.filter((event) => event.name === 'sql').length).toBeGreaterThan(1);
});
