import { createServer } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerFactory,
  LogController,
} from 'fastify';
import { RefusedCredentialsError } from '../auth/authenticator.ts';
import { IdentityProviderUnavailableError } from '../auth/identity-provider.ts';
import { ApiError } from '../graphql/errors.ts';
import type { Logger } from '../logger.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';
import type { GraphqlFront } from './graphql-front.ts';
import { requestIdOf } from './request-id.ts';
import type { NoteAnswered } from './request-line.ts';

export interface HttpServerOptions {
  readonly logger: Logger;
  /** Reverse proxies whose X-Forwarded headers are believed, as proxy-addr spells them; undefined for none. */
  readonly trustedProxies: string | undefined;
  readonly issuer: string;
  /** Aborted once this node stops. */
  readonly stopping: AbortSignal;
  readonly noteAnswered: NoteAnswered;
  /** Gets every request first, and calls `goOn` for those which it does not answer. */
  readonly front: Pick<GraphqlFront, 'handle'> | undefined;
}

/** A thousand activities in one GraphQL mutation fit; larger things are streamed by routes of their own. */
const maximumBodyBytes = 4 * 1024 * 1024;

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
    genReqId: requestIdOf,
    ...(options.trustedProxies === undefined ? {} : { trustProxy: options.trustedProxies }),
    ...(options.front === undefined ? {} : { serverFactory: serverBehind(options.front) }),
  });
  await server.register(helmet, {
    contentSecurityPolicy: contentSecurityPolicy(options.issuer),
    crossOriginEmbedderPolicy: false,
  });
  await server.register(compress, { global: true, threshold: 1024, encodings: ['br', 'gzip'] });
  watchRequests(server, options.noteAnswered);
  letConnectionsGo(server, options.stopping);
  server.setErrorHandler(answerError);
  return server;
}

function watchRequests(server: FastifyInstance, noteAnswered: NoteAnswered): void {
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  server.addHook('onResponse', ({ routeOptions, method, id: requestId }, { statusCode: status, elapsedTime }, done) => {
    noteAnswered({ requestId, method, route: routeOptions.url ?? 'unknown', status, milliseconds: elapsedTime });
    done();
  });
}

/** A server like Fastify's own, whose requests somebody else sees first. */
function serverBehind(front: Pick<GraphqlFront, 'handle'>): FastifyServerFactory {
  return (handler, { keepAliveTimeout, requestTimeout, connectionTimeout }) => {
    const server = createServer((request, response) => front.handle(request, response, () => handler(request, response)));
    if (typeof keepAliveTimeout === 'number') server.keepAliveTimeout = keepAliveTimeout;
    if (typeof requestTimeout === 'number') server.requestTimeout = requestTimeout;
    return typeof connectionTimeout === 'number' ? server.setTimeout(connectionTimeout) : server;
  };
}

/** Answers of a stopping node end their connection: a kept one would hold up the stop until it times out. */
function letConnectionsGo(server: FastifyInstance, stopping: AbortSignal): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done();
  });
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
