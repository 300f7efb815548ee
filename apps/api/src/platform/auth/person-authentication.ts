import { LRUCache } from 'lru-cache';
import { SharedReader } from '../shared-reader.ts';
import type { Authentication, AuthenticatorOptions, RememberedAuthentication } from './authenticator.ts';
import { RefusedCredentialsError } from './refused-credentials.ts';
import { type PersonStanding, personVersionKind } from './sources.ts';
import { type VerifiedPerson, VerifiedTokens } from './verified-tokens.ts';

const keptPeople = 20_000;

/** Access tokens of the identity provider. */
export class PersonAuthentication {
  readonly #options: AuthenticatorOptions;
  readonly #tokens: VerifiedTokens;
  readonly #standings = new LRUCache<string, PersonStanding>({ max: keptPeople });
  readonly #authentications = new WeakMap<
    VerifiedPerson,
    { readonly standing: PersonStanding; readonly authentication: Authentication }
  >();
  readonly #reader: SharedReader<PersonStanding>;

  constructor(options: AuthenticatorOptions) {
    this.#options = options;
    this.#tokens = new VerifiedTokens(options);
    this.#reader = new SharedReader((personIds) => options.memberships.standingsOf(personIds));
  }

  /** Throws InvalidTokenError, RefusedCredentialsError or IdentityProviderUnavailableError. */
  async authenticate(token: string): Promise<Authentication> {
    const verified = await this.#tokens.verify(token);
    const standing = await this.#standingOf(verified.personId);
    if (standing !== undefined) return this.#authentication(verified, standing);
    // Erased since the token was verified: the next request begins as somebody new.
    this.#tokens.forget(token);
    throw new RefusedCredentialsError('invalid_token', 'The person is not known any more. Try again.');
  }

  remembered(token: string): RememberedAuthentication | undefined {
    const verified = this.#tokens.remembered(token);
    const known = verified === undefined ? undefined : this.#standings.get(verified.personId);
    if (verified === undefined || known === undefined) return undefined;
    const dependency = { kind: personVersionKind, id: verified.personId, version: known.version };
    return { authentication: this.#authentication(verified, known), dependency, until: verified.until };
  }

  async #standingOf(personId: string): Promise<PersonStanding | undefined> {
    const { version } = await this.#options.versions.present(personVersionKind, personId);
    const known = this.#standings.get(personId);
    if (known !== undefined && known.version === version) return known;
    const standing = await this.#reader.read(personId);
    if (standing !== undefined) this.#standings.set(personId, standing);
    return standing;
  }

  /** The same object for the same token and standing, so that what is found out about it can be kept beside it. */
  #authentication(verified: VerifiedPerson, standing: PersonStanding): Authentication {
    const made = this.#authentications.get(verified);
    if (made?.standing === standing) return made.authentication;
    const { identity, personId, expiresAt } = verified;
    const { subject, name } = identity;
    const isOperator = this.#options.operatorSubjects.includes(subject);
    const { memberships, language } = standing;
    const viewer = { kind: 'person', personId, subject, name, isOperator, memberships } as const;
    const authentication = { viewer, language, expiresAt };
    this.#authentications.set(verified, { standing, authentication });
    return authentication;
  }
}
