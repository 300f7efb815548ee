import type { Language } from '@fanfare/contracts';
import type { Clock } from '../clock.ts';
import type { Dependency, Versions } from '../graphql/answers/versions.ts';
import { apiTokenPrefix } from './api-token-secret.ts';
import { type IdentityProvider, InvalidTokenError } from './identity-provider.ts';
import { MachineAuthentication } from './machine-authentication.ts';
import { PersonAuthentication } from './person-authentication.ts';
import { RefusedCredentialsError } from './refused-credentials.ts';
import type { MembershipSource, PersonSource, TokenSource } from './sources.ts';
import { nobody, type Viewer } from './viewer.ts';

export { RefusedCredentialsError } from './refused-credentials.ts';
export interface Authentication {
  readonly viewer: Viewer;
  /** The person's own language, as far as known. */
  readonly language: Language | null;
  /** When the presented token ends; null when none was presented. */
  readonly expiresAt: Date | null;
}

/** Who was behind an Authorization header, and on what it hangs whether they still are. */
export interface RememberedAuthentication {
  readonly authentication: Authentication;
  readonly dependency: Dependency;
  /** Epoch milliseconds from which on the credentials have to be looked at anew. */
  readonly until: number;
}

/** Finds out who is asking. */
export interface Authenticator {
  /**
   * The viewer behind an Authorization header; nobody when there is none. Throws RefusedCredentialsError, or
   * IdentityProviderUnavailableError when a token cannot be checked at present.
   */
  authenticate(authorization: string | undefined): Promise<Authentication>;
  /** Whom `authenticate` has found not long ago. It counts only if the dependency is found to be current now. */
  remembered(authorization: string | undefined): RememberedAuthentication | undefined;
}

export interface AuthenticatorOptions {
  readonly identityProvider: IdentityProvider;
  readonly people: PersonSource;
  readonly memberships: MembershipSource;
  readonly tokens: TokenSource;
  readonly operatorSubjects: readonly string[];
  readonly clock: Clock;
  /** Tells versions of people and of API tokens. */
  readonly versions: Versions;
}

/**
 * What is kept: that a token's signature was right and whose it is, until it expires (see verified-tokens.ts), and what a person may, as of
 * a version. That version, and whether an API token still stands, is read with every request; requests that come together share the reading.
 */
export function createAuthenticator(options: AuthenticatorOptions): Authenticator {
  const people = new PersonAuthentication(options);
  const machines = new MachineAuthentication(options);
  return {
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return { viewer: nobody, language: null, expiresAt: null };
      const token = tokenIn(authorization);
      if (token === undefined)
        throw new RefusedCredentialsError('invalid_request', 'The Authorization header takes "Bearer" and a token.');
      try {
        return await (token.startsWith(apiTokenPrefix) ? machines.authenticate(token) : people.authenticate(token));
      } catch (error) {
        throw error instanceof InvalidTokenError ? new RefusedCredentialsError('invalid_token', error.message) : error;
      }
    },
    remembered(authorization) {
      const token = tokenIn(authorization ?? '');
      if (token === undefined) return undefined;
      return token.startsWith(apiTokenPrefix) ? machines.remembered(token) : people.remembered(token);
    },
  };
}

function tokenIn(authorization: string): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization)?.[1];
}
