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
import { ApiError } from '../graphql/errors.ts';
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
    // Lines that are about a request name it themselves: a logger for every request costs more than the line.
    childLoggerFactory: (parent) => parent,
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    ...(options.trustedProxies === undefined ? {} : { trustProxy: options.trustedProxies }),
  });
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.issuer),
    crossOriginEmbedderPolicy: false,
  });
  await server.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
  watchRequests(server, options);
  letConnectionsGo(server, options.stopping);
  server.setErrorHandler(answerError);
  return server;
}

function requestIdFrom(header: string | string[] | undefined): string {
  return typeof header === 'string' && harmlessRequestId.test(header) ? header : uuidv7();
}

/** Log lines name the route's pattern, never the address: an address may hold what is personal. */
function watchRequests(server: FastifyInstance, { metrics, logger }: Pick<HttpServerOptions, 'metrics' | 'logger'>): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  // These facts hold nothing to be left out, and there is one line for every request: looking for secrets in them would be a tenth of the work.
  const lines = logger.child({}, { redact: [] });
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method, id: requestId } = request;
    const { statusCode: status, elapsedTime } = reply;
    metrics.httpRequests.observe({ method, route, status }, elapsedTime / 1000);
    lines[isRoutine(route) ? 'debug' : 'info'](
      { requestId, method, route, status, milliseconds: Math.round(elapsedTime) },
      'answered',
    );
    done();
  });
}

/** Answers of a stopping node end their connection: a kept one would hold up the stop until it times out. */
function letConnectionsGo(server: FastifyInstance, stopping: AbortSignal): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done();
  });
}

function isRoutine(route: string): boolean {
  return route.startsWith('/health/') || route === '/metrics';
}

interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: {
    readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  };
}

/** Errors outside of a GraphQL operation, in the form in which GraphQL clients read errors. */
function errorAnswer(error: unknown, requestId: string): ErrorAnswer {
  const answer = (status: number, code: string, message: string, headers = {}, details = {}) => ({
    status,
    headers,
    body: { errors: [{ message, extensions: { code, ...details, requestId } }] },
  });
  if (error instanceof RefusedCredentialsError) {
    return answer(401, 'UNAUTHENTICATED', error.message, { 'www-authenticate': error.challenge });
  }
  if (error instanceof IdentityProviderUnavailableError) {
    return answer(503, 'IDENTITY_PROVIDER_UNAVAILABLE', 'The identity provider does not answer. Try again shortly.', {
      'retry-after': '5',
    });
  }
  if (error instanceof ApiError) {
    const { code, ...details } = error.extensions;
    return answer(statusOfCode[String(code)] ?? 400, String(code), error.message, retryHeader(details), details);
  }
  const status = statusOf(error);
  if (status < 500 && error instanceof Error) return answer(status, 'BAD_REQUEST', error.message);
  return answer(500, 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.');
}

const statusOfCode: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, TOO_MANY_REQUESTS: 429 };

function retryHeader({ retryAfter }: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return typeof retryAfter === 'number' ? { 'retry-after': String(retryAfter) } : {};
}

function statusOf(error: unknown): number {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' && error.statusCode >= 400 ? error.statusCode : 500;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply) {
  const { status, headers, body } = errorAnswer(error, request.id);
  if (status >= 500) request.log.error({ requestId: request.id, err: error }, 'A request failed');
  return reply.code(status).headers(headers).send(body);
}
