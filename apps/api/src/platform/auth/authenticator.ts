import type { Language } from '@fanfare/contracts';
import { apiTokenPrefix, hashApiTokenSecret } from './api-token-secret.ts';
import { type IdentityProvider, InvalidTokenError } from './identity-provider.ts';
import type { MembershipSource, PersonSource, TokenSource } from './sources.ts';
import { nobody, type Viewer } from './viewer.ts';

export interface Authentication {
  readonly viewer: Viewer;
  /** The person's own language, as far as known. */
  readonly language: Language | null;
  /** When the presented token ends; null when none was presented. */
  readonly expiresAt: Date | null;
}

/** The credentials are not accepted, as RFC 6750 tells it: the answer is 401 with this in WWW-Authenticate. */
export class RefusedCredentialsError extends Error {
  readonly error: 'invalid_request' | 'invalid_token';

  constructor(error: 'invalid_request' | 'invalid_token', description: string) {
    super(description);
    this.error = error;
  }

  get challenge(): string {
    return `Bearer realm="fanfare", error="${this.error}", error_description="${this.message.replaceAll('"', "'")}"`;
  }
}

/** Finds out who is asking. */
export interface Authenticator {
  /**
   * The viewer behind an Authorization header; nobody when there is none. Throws RefusedCredentialsError, or
   * IdentityProviderUnavailableError when a token cannot be checked at present.
   */
  authenticate(authorization: string | undefined): Promise<Authentication>;
}

export function createAuthenticator(options: {
  readonly identityProvider: IdentityProvider;
  readonly people: PersonSource;
  readonly memberships: MembershipSource;
  readonly tokens: TokenSource;
  readonly operatorSubjects: readonly string[];
}): Authenticator {
  const { identityProvider, people, memberships, tokens, operatorSubjects } = options;

  const authenticatePerson = async (token: string): Promise<Authentication> => {
    const { identity, expiresAt } = await identityProvider.verify(token);
    const person = await people.remember(identity);
    const viewer: Viewer = {
      kind: 'person',
      personId: person.personId,
      subject: identity.subject,
      name: identity.name,
      isOperator: operatorSubjects.includes(identity.subject),
      memberships: await memberships.membershipsOf(person.personId),
    };
    return { viewer, language: person.language, expiresAt };
  };

  const authenticateMachine = async (secret: string): Promise<Authentication> => {
    const token = await tokens.findBySecretHash(hashApiTokenSecret(secret));
    if (token === undefined)
      throw new RefusedCredentialsError('invalid_token', 'The API token is unknown, expired or revoked.');
    const { tokenId, programmeId, scopes, expiresAt } = token;
    return { viewer: { kind: 'token', tokenId, programmeId, scopes }, language: null, expiresAt };
  };

  return {
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return { viewer: nobody, language: null, expiresAt: null };
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
      if (token === undefined)
        throw new RefusedCredentialsError('invalid_request', 'The Authorization header takes "Bearer" and a token.');
      try {
        return await (token.startsWith(apiTokenPrefix) ? authenticateMachine(token) : authenticatePerson(token));
      } catch (error) {
        throw error instanceof InvalidTokenError ? new RefusedCredentialsError('invalid_token', error.message) : error;
      }
    },
  };
}
