import { type Server, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ExecutionArgs,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  specifiedRules,
  type ValidationRule,
  validate,
} from 'graphql';
import type { Context, ServerOptions, SubscribePayload } from 'graphql-ws';
import { type Extra, useServer } from 'graphql-ws/use/ws';
import { uuidv7 } from 'uuidv7';
import { WebSocketServer } from 'ws';
import { type Authenticator, RefusedCredentialsError } from '../auth/authenticator.ts';
import type { Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { isUnexpected, maskedError } from './error-masking.ts';
import { ApiError } from './errors.ts';
import { hardeningRules, maximumDocumentTokens } from './hardening.ts';
import type { ResolverInstances } from './schema.ts';
import { SocketSession } from './socket-session.ts';
import { subscribeWithFreshContexts } from './subscription-execution.ts';

export interface GraphqlSocketOptions {
  readonly schema: GraphQLSchema;
  readonly resolvers: ResolverInstances;
  readonly authenticator: Authenticator;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The most connections at a time; further ones are answered with 503. */
  readonly connectionLimit: number;
}

export interface GraphqlSockets {
  /** Closes every connection with 1001 (going away): clients connect again, to another node. */
  close(): Promise<void>;
}

const path = '/graphql';
const maximumMessageBytes = 256 * 1024;
const maximumOperationsOfAConnection = 100;
const keepAliveMilliseconds = 15_000;
const goodbyeMilliseconds = 3000;

/** 4401 and 4403 as the protocol has them; 1013 is "try again later" of the WebSocket registry. */
const closeCode = { unauthorized: 4401, expired: 4403, tryAgainLater: 1013 } as const;

type Parameters = { readonly authorization?: unknown; readonly Authorization?: unknown };
type SocketExtra = { session?: SocketSession };
type SocketOperationContext = { readonly session: SocketSession };
type SocketContext = Context<Parameters, Extra & SocketExtra>;

/**
 * GraphQL over WebSocket (subprotocol graphql-transport-ws) on the path of GraphQL over HTTP. The token comes in the connection's
 * parameters as `authorization: "Bearer …"`. Close codes: 4401 for credentials that are not accepted, 4403 once they have expired
 * (connect again with a new token), 1001 when this node stops.
 */
export function attachGraphqlSockets(server: Server, options: GraphqlSocketOptions): GraphqlSockets {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maximumMessageBytes });
  const protocol = useServer<Parameters, SocketExtra>(protocolOptions(options), sockets, keepAliveMilliseconds);
  sockets.on('connection', (socket) => {
    options.metrics.openSockets.inc();
    socket.once('close', () => options.metrics.openSockets.dec());
  });
  server.on('upgrade', (request, socket, head) => {
    if (new URL(request.url ?? '/', 'http://localhost').pathname !== path) return refuse(socket, 404);
    if (sockets.clients.size >= options.connectionLimit) return refuse(socket, 503);
    sockets.handleUpgrade(request, socket, head, (accepted) => sockets.emit('connection', accepted, request));
  });
  return { close: () => closeSockets(sockets, protocol) };
}

/** Says goodbye to every client; whoever does not answer in time is cut off, so that one dead peer cannot hold up a stop. */
async function closeSockets(sockets: WebSocketServer, protocol: { dispose(): void | Promise<void> }): Promise<void> {
  const cutOff = setTimeout(() => {
    for (const socket of sockets.clients) socket.terminate();
  }, goodbyeMilliseconds);
  await protocol.dispose();
  clearTimeout(cutOff);
}

function refuse(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function protocolOptions(options: GraphqlSocketOptions): ServerOptions<Parameters, Extra & Partial<SocketExtra>> {
  const rules = [...specifiedRules, ...hardeningRules()];
  const present = (errors: readonly GraphQLError[], context: SocketContext) =>
    errors.map((error) => presentError(error, sessionOf(context).requestId, options.logger));
  return {
    schema: options.schema,
    onConnect: (context) => openSession(context, options),
    onClose: ({ extra }) => extra.session?.end(),
    onSubscribe: (context, _id, payload) => {
      if (Object.keys(context.subscriptions).length <= maximumOperationsOfAConnection) {
        return prepare(options.schema, { rules, payload, session: sessionOf(context) });
      }
      return [
        new ApiError('TOO_MANY_REQUESTS', `One connection carries ${maximumOperationsOfAConnection} operations at a time.`),
      ];
    },
    execute,
    subscribe: (args) =>
      subscribeWithFreshContexts(args, () => (args.contextValue as SocketOperationContext).session.context()),
    onNext: (context, _id, _payload, _args, { errors, ...result }) =>
      errors === undefined ? undefined : ({ ...result, errors: present(errors, context) } as FormattedExecutionResult),
    onError: (context, _id, _payload, errors) => present(errors, context),
  };
}

/** Authenticates the connection; false (and a close code) when its credentials are not accepted. */
async function openSession(context: SocketContext, options: GraphqlSocketOptions): Promise<boolean> {
  const { socket, request } = context.extra;
  const parameter = context.connectionParams?.authorization ?? context.connectionParams?.Authorization;
  try {
    context.extra.session = await SocketSession.open({
      authenticator: options.authenticator,
      authorization: typeof parameter === 'string' ? parameter : request.headers.authorization,
      acceptLanguage: request.headers['accept-language'],
      requestId: uuidv7(),
      resolvers: options.resolvers,
      clock: options.clock,
      onExpiry: () => socket.close(closeCode.expired, 'The credentials have expired'),
    });
    return true;
  } catch (error) {
    if (error instanceof RefusedCredentialsError) socket.close(closeCode.unauthorized, error.message.slice(0, 120));
    else {
      options.logger.error({ err: error }, 'A connection could not be authenticated');
      socket.close(closeCode.tryAgainLater, 'Credentials cannot be checked at present');
    }
    return false;
  }
}

/** Parses and validates as GraphQL over HTTP does. */
async function prepare(
  schema: GraphQLSchema,
  operation: { readonly rules: readonly ValidationRule[]; readonly payload: SubscribePayload; readonly session: SocketSession },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  const { payload, rules, session } = operation;
  try {
    const document = parse(payload.query, { maxTokens: maximumDocumentTokens });
    const errors = validate(schema, document, rules);
    if (errors.length > 0) return errors;
    return {
      schema,
      document,
      operationName: payload.operationName ?? null,
      variableValues: payload.variables ?? null,
      contextValue: await session.context(),
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

function sessionOf(context: SocketContext): SocketSession {
  const { session } = context.extra;
  if (session === undefined) throw new Error('An operation came before its connection was acknowledged');
  return session;
}

function presentError(error: GraphQLError, requestId: string, logger: Logger): GraphQLFormattedError {
  if (!isUnexpected(error)) return error.toJSON();
  logger.error({ requestId, path: error.path, err: error.originalError }, 'A GraphQL operation failed unexpectedly');
  return maskedError(error.toJSON(), requestId);
}
