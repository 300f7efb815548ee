import { LRUCache } from 'lru-cache';
import { SharedReader } from '../shared-reader.ts';
import { hashApiTokenSecret } from './api-token-secret.ts';
import type { Authentication, AuthenticatorOptions, RememberedAuthentication } from './authenticator.ts';
import { RefusedCredentialsError } from './refused-credentials.ts';
import { apiTokenVersionKind, type KnownToken } from './sources.ts';

const keptTokens = 2000;

/** Afterwards a token is looked up again, which notes when it was used last. */
const rememberedMilliseconds = 60_000;

/** API tokens of machine clients. */
export class MachineAuthentication {
  readonly #options: AuthenticatorOptions;
  readonly #reader: SharedReader<KnownToken>;
  readonly #known = new LRUCache<string, { readonly token: KnownToken; readonly until: number }>({ max: keptTokens });

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
    this.#reader = new SharedReader((hashes) => options.tokens.findBySecretHashes(hashes));
  }

  /** Throws RefusedCredentialsError. */
  async authenticate(secret: string): Promise<Authentication> {
    const hash = hashApiTokenSecret(secret).toString('hex');
    const token = await this.#reader.read(hash);
    if (token === undefined)
      throw new RefusedCredentialsError('invalid_token', 'The API token is unknown, expired or revoked.');
    const now = this.#options.clock.now().getTime();
    this.#known.set(hash, { token, until: Math.min(token.expiresAt.getTime(), now + rememberedMilliseconds) });
    return authenticationOf(token);
  }

  remembered(secret: string): RememberedAuthentication | undefined {
    const known = this.#known.get(hashApiTokenSecret(secret).toString('hex'));
    if (known === undefined || known.until <= this.#options.clock.now().getTime()) return undefined;
    const dependency = { kind: apiTokenVersionKind, id: known.token.tokenId, version: 'stands' };
    return { authentication: authenticationOf(known.token), dependency, until: known.until };
  }
}

const authentications = new WeakMap<KnownToken, Authentication>();

/** The same object for the same token, as long as it is not looked up again. */
function authenticationOf(token: KnownToken): Authentication {
  const { tokenId, programmeId, scopes, expiresAt } = token;
  const authentication = authentications.get(token) ?? {
    ...{ viewer: { kind: 'token', tokenId, programmeId, scopes } as const, language: null, expiresAt },
  };
  authentications.set(token, authentication);
  return authentication;
}
