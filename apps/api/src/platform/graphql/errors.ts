import { GraphQLError } from 'graphql';
import type { Viewer } from '../auth/viewer.ts';

/** The codes under which the API refuses a request as a whole, beside those of GraphQL itself. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'INTERNAL_SERVER_ERROR'
  | 'TOO_MANY_REQUESTS'
  | 'OPERATION_TOO_EXPENSIVE'
  | 'DOCUMENT_NOT_TRUSTED'
  | 'PERSISTED_QUERY_HASH_MISMATCH';

/** A refusal that a caller may read: message and code are shown as they are. */
export class ApiError extends GraphQLError {
  constructor(code: ErrorCode, message: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { extensions: { code, ...details } });
  }
}

/** Who is nobody shall sign in; who is somebody is told that it is not theirs. */
export function refusal(viewer: Viewer): ApiError {
  return viewer.kind === 'nobody'
    ? new ApiError('UNAUTHENTICATED', 'Sign in first: this takes a bearer token of the identity provider or an API token.')
    : new ApiError('FORBIDDEN', 'This is not open to you.');
}

export function badUserInput(message: string): ApiError {
  return new ApiError('BAD_USER_INPUT', message);
}
