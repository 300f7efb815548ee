import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { GraphQLFormattedError, GraphQLSchema } from 'graphql';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics.ts';
import type { RequestContext } from './context.ts';
import { isUnexpected, maskedError } from './error-masking.ts';
import { hardeningRules, maximumDocumentTokens } from './hardening.ts';

/** Placeholder between formatError, which knows no request, and the plugin below, which puts the request id in. */
const unknownRequest = '';

/** GraphQL over HTTP, not yet started. Introspection is on: the schema is public, the data behind it is not. */
export function createApolloServer(options: {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly metrics: Metrics;
}): ApolloServer<RequestContext> {
  return new ApolloServer<RequestContext>({
    schema: options.schema,
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: maximumDocumentTokens },
    validationRules: [...hardeningRules()],
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => (isUnexpected(error) ? maskedError(formatted, unknownRequest) : formatted),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      reportUnexpectedErrors(options.logger),
      measureOperations(options.metrics),
      answerLegacyJsonWith200(),
    ],
  });
}

function reportUnexpectedErrors(logger: Logger): ApolloServerPlugin<RequestContext> {
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

function measureOperations(metrics: Metrics): ApolloServerPlugin<RequestContext> {
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
function answerLegacyJsonWith200(): ApolloServerPlugin<RequestContext> {
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
