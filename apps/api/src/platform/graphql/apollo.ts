import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { HttpOperationContext } from '../http/graphql-exchange.ts';
import { budgetHeaders, costExtension } from '../http/graphql-reply.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import { sharingOf } from './answers/cacheable.ts';
import { isUnexpected, maskedError } from './error-masking.ts';
import { type Admission, tooManyRequests } from './execution/admission.ts';
import type { OperationExecutor } from './execution/operation-executor.ts';
import type { PersistedDocuments } from './execution/persisted-documents.ts';
import { hardeningRules, maximumDocumentTokens } from './hardening.ts';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly executor: OperationExecutor;
  readonly admission: Admission;
  readonly documents: PersistedDocuments;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

type Plugin = ApolloServerPlugin<HttpOperationContext>;

/** Placeholder between formatError, which knows no request, and the plugin below, which puts the request id in. */
const unknownRequest = '';

/** GraphQL over HTTP, not yet started. Introspection is on: the schema is public, the data behind it is not. */
export function createApolloServer(options: ApolloOptions): ApolloServer<HttpOperationContext> {
  return new ApolloServer<HttpOperationContext>({
    gateway: executingWith(options),
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: { cache: keptIn(options.documents), ttl: null },
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: maximumDocumentTokens },
    validationRules: [...hardeningRules()],
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => (isUnexpected(error) ? maskedError(formatted, unknownRequest) : formatted),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      reportUnexpectedErrors(options.logger),
      measureOperations(options.metrics),
      admitOperations(options),
      answerLegacyJsonWith200(),
    ],
  });
}

/** Apollo speaks the protocol of persisted queries; it asks for hashes with a prefix of its own. */
function keptIn(documents: PersistedDocuments) {
  const hashIn = (key: string) => key.slice(key.lastIndexOf(':') + 1);
  return {
    get: async (key: string) => documents.find(hashIn(key)),
    set: async (key: string, document: string) => documents.keep(hashIn(key), document),
    delete: async () => false,
  };
}

/** Apollo takes another executor than graphql-js in the place of a gateway; there is none here. */
function executingWith({ schema, executor }: ApolloOptions) {
  return {
    load: async () => ({
      executor: async (request: {
        readonly document: Parameters<OperationExecutor['execute']>[0]['document'];
        readonly request: { readonly operationName?: string; readonly variables?: Readonly<Record<string, unknown>> };
        readonly context: object;
      }) =>
        executor.execute({
          document: request.document,
          operationName: request.request.operationName ?? null,
          variables: request.request.variables ?? null,
          contextValue: request.context as HttpOperationContext,
        }),
    }),
    onSchemaLoadOrUpdate: (
      told: (loaded: { readonly apiSchema: GraphQLSchema; readonly coreSupergraphSdl: string }) => void,
    ) => {
      told({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    stop: async () => undefined,
  };
}

/** Prices and charges an operation before it is executed, finds out whether its answer may be kept, and tells the cost with the answer. */
function admitOperations({ schema, admission }: ApolloOptions): Plugin {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ document, operation, request, contextValue }) => {
        if (operation === undefined) return;
        const { exchange, answer, viewer } = contextValue;
        exchange.kind = operation.operation;
        exchange.cost = admission.price({ document, definition: operation, variables: request.variables ?? {} });
        exchange.charge = await admission.charge({ viewer, address: exchange.address }, exchange.cost);
        if (!exchange.charge.taken.isGranted)
          throw withStatus(429, tooManyRequests(exchange.charge), budgetHeaders(exchange.charge));
        answer.begin(operation.operation === 'query' ? sharingOf(schema, document) : undefined);
      },
      willSendResponse: async ({ response, request, contextValue: { exchange } }) => {
        if (response.body.kind !== 'single' || exchange.cost === undefined) return;
        const { singleResult } = response.body;
        if (singleResult.errors === undefined) exchange.data = singleResult.data;
        const cost = { requested: exchange.cost, maximum: admission.maximumCost };
        const isReusable = request.http?.method === 'GET';
        singleResult.extensions = {
          ...singleResult.extensions,
          ...costExtension(cost, isReusable ? undefined : exchange.charge),
        };
      },
    }),
  };
}

function withStatus(
  status: number,
  error: Error & { extensions: Record<string, unknown> },
  headers: Readonly<Record<string, string>>,
) {
  error.extensions['http'] = { status, headers: new HeaderMap(Object.entries(headers)) };
  return error;
}
function reportUnexpectedErrors(logger: Logger): Plugin {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, operationName }) => {
        for (const error of errors.filter(isUnexpected)) {
          logger.error(
            { requestId: contextValue.requestId, operation: operationName, path: error.path, err: unwrapResolverError(error) },
            'A GraphQL operation failed unexpectedly',
          );
        }
      },
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (result.errors !== undefined)
          result.errors = result.errors.map((error) => withRequestId(error, contextValue.requestId));
      },
    }),
  };
}

function withRequestId(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return error.extensions?.['code'] === 'INTERNAL_SERVER_ERROR' ? maskedError(error, requestId) : error;
}

function measureOperations(metrics: Metrics): Plugin {
  return {
    requestDidStart: async () => {
      const stop = metrics.graphqlOperations.startTimer();
      return {
        willSendResponse: async ({ operation, errors }) => {
          stop({ kind: operation?.operation ?? 'unreadable', outcome: errors === undefined ? 'success' : 'error' });
        },
      };
    },
  };
}

/** Failures of a document that the GraphQL over HTTP specification wants answered with 200 where plain JSON is accepted. */
const documentFailures = new Set(['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT']);

/**
 * Who accepts application/json only reads a status other than 200 as a failure of the network and may not look at the errors: the
 * specification says SHOULD 200. With application/graphql-response+json Apollo's 400 stays.
 */
function answerLegacyJsonWith200(): Plugin {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response, errors }) => {
        const accepts = request.http?.headers.get('accept') ?? '';
        if (accepts.includes('application/graphql-response+json') || response.http.status !== 400) return;
        const [error] = errors ?? [];
        if (documentFailures.has(String(error?.extensions['code']))) response.http.status = 200;
      },
    }),
  };
}
