import { type Authentication, type Authenticator, RefusedCredentialsError } from '../auth/authenticator.ts';
import { ApiError } from '../graphql/errors.ts';
import type { Budgets } from './budgets.ts';
import type { RateLimiter, Taken } from './rate-limiter.ts';

/** Asks who somebody is, and lets nobody try credentials without end. */
export interface CredentialsGuard {
  /** Throws what the authenticator throws, and TOO_MANY_REQUESTS for an address that has sent too many wrong credentials. */
  authenticate(authorization: string | undefined, address: string): Promise<Authentication>;
}

export function createCredentialsGuard(options: {
  readonly authenticator: Authenticator;
  readonly limiter: RateLimiter;
  readonly budgets: Budgets;
}): CredentialsGuard {
  const { authenticator, limiter, budgets } = options;
  return {
    async authenticate(authorization, address) {
      try {
        return await authenticator.authenticate(authorization);
      } catch (error) {
        if (!(error instanceof RefusedCredentialsError)) throw error;
        const taken = await limiter.take({ budget: budgets.failedCredentials, client: `address:${address}`, units: 1 });
        throw taken.isGranted ? error : tooManyAttempts(taken);
      }
    },
  };
}

/** Who guesses is told when to go on. */
export function tooManyAttempts({ retryAfterSeconds }: Taken): ApiError {
  return new ApiError('TOO_MANY_REQUESTS', `There were too many wrong attempts. Try again in ${retryAfterSeconds} s.`, {
    retryAfter: retryAfterSeconds,
  });
}
