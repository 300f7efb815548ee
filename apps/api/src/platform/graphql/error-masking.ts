import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ApiError } from './errors.ts';

/** Whether an error is a bug or an outage: nothing that the caller could have expected, and nothing whose words they should see. */
export function isUnexpected(error: unknown): boolean {
  const original = unwrapResolverError(error);
  if (original instanceof ApiError) return false;
  if (!(original instanceof GraphQLError)) return true;
  return (
    original.originalError !== undefined && original.originalError !== null && !(original.originalError instanceof GraphQLError)
  );
}

/** What a caller reads instead of an unexpected error: where it happened and under which request id the log has more. */
export function maskedError(formatted: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  return {
    message: 'Something went wrong on our side.',
    ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    ...(formatted.path === undefined ? {} : { path: formatted.path }),
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  };
}
