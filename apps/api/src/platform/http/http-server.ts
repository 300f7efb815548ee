import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { uuidv7 } from 'uuidv7';
import { RefusedCredentialsError } from '../auth/authenticator.ts';
import { IdentityProviderUnavailableError } from '../auth/identity-provider.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

export interface HttpServerOptions {
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** Reverse proxies whose X-Forwarded headers are believed, as proxy-addr spells them; undefined for none. */
  readonly trustedProxies: string | undefined;
  readonly issuer: string;
  /** Aborted once this node stops. */
  readonly stopping: AbortSignal;
}

/** A thousand activities in one GraphQL mutation fit; larger things are streamed by routes of their own. */
const maximumBodyBytes = 4 * 1024 * 1024;

/** A caller's request id is taken over when it is harmless to log. */
const harmlessRequestId = /^[A-Za-z0-9._-]{1,64}$/;

/** The HTTP server without its routes: request ids, logs, metrics, headers, compression, and errors that tell no internals. */
export async function createHttpServer(options: HttpServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    // One line for each request, written below: the default ones hold addresses.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: maximumBodyBytes,
    requestIdHeader: false,
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    ...(options.trustedProxies === undefined ? {} : { trustProxy: options.trustedProxies }),
  });
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.issuer),
    crossOriginEmbedderPolicy: false,
  });
  await server.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
  watchRequests(server, options.metrics);
  letConnectionsGo(server, options.stopping);
  server.setErrorHandler(answerError);
  return server;
}

function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && harmlessRequestId.test(header) ? header : uuidv7();
}

/** Log lines name the route's pattern, never the address: an address may hold what is personal. */
function watchRequests(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.httpRequests.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    const line = { method: request.method, route, status: reply.statusCode, milliseconds: Math.round(reply.elapsedTime) };
    if (isRoutine(route)) request.log.debug(line, 'answered');
    else request.log.info(line, 'answered');
  });
}

/** Answers of a stopping node end their connection: a kept one would hold up the stop until it times out. */
function letConnectionsGo(server: FastifyInstance, stopping: AbortSignal): void {
  server.addHook('onSend', async (_request, reply) => {
    if (stopping.aborted) reply.header('connection', 'close');
  });
}

function isRoutine(route: string): boolean {
  return route.startsWith('/health/') || route === '/metrics';
}

interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, string>> }[];
  };
}

/** Errors outside of a GraphQL operation, in the form in which GraphQL clients read errors. */
function errorAnswer(error: unknown, requestId: string): ErrorAnswer {
  const answer = (status: number, code: string, message: string, headers = {}) => ({
    status,
    headers,
    body: { errors: [{ message, extensions: { code, requestId } }] },
  });
  if (error instanceof RefusedCredentialsError) {
    return answer(401, 'UNAUTHENTICATED', error.message, { 'www-authenticate': error.challenge });
  }
  if (error instanceof IdentityProviderUnavailableError) {
    return answer(503, 'IDENTITY_PROVIDER_UNAVAILABLE', 'The identity provider does not answer. Try again shortly.', {
      'retry-after': '5',
    });
  }
  const status = statusOf(error);
  if (status < 500 && error instanceof Error) return answer(status, 'BAD_REQUEST', error.message);
  return answer(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : 500;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, headers, body } = errorAnswer(error, request.id);
  if (status >= 500) request.log.error({ err: error }, 'A request failed');
  return reply.code(status).headers(headers).send(body);
}
