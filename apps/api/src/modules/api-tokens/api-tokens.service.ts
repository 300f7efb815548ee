import { createApiTokenSecret, hashApiTokenSecret, hintOfApiTokenSecret } from '../../platform/auth/api-token-secret.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import { viewerChanged } from '../../platform/auth/viewer-changed.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { Platform } from '../../platform/slice.ts';
import { type IssueApiTokenInput, issueApiTokenSchema, type RevokeApiTokenInput } from './api-tokens.inputs.ts';
import { type ApiTokenRecord, ApiTokensRepository } from './api-tokens.repository.ts';
import { tokenKeepers } from './api-tokens.types.ts';

/** No token outlives this, so that a forgotten one ends by itself. */
const longestLifeMilliseconds = 366 * 24 * 60 * 60 * 1000;

export interface IssuedApiToken {
  readonly token: ApiTokenRecord;
  readonly secret: string;
}

const expiresAtOutOfRange: UserFailure = {
  code: 'OUT_OF_RANGE',
  path: ['expiresAt'],
  message: {
    GERMAN: 'Das Ende muss in der Zukunft und innerhalb von 366 Tagen liegen.',
    ENGLISH: 'The end must lie in the future, within 366 days.',
  },
};

/** Issues and revokes tokens of machine clients. */
export class ApiTokensService {
  readonly #dependencies: Pick<Platform, 'database' | 'clock'>;

  constructor(dependencies: Pick<Platform, 'database' | 'clock'>) {
    this.#dependencies = dependencies;
  }

  async issue(viewer: Viewer, input: IssueApiTokenInput): Promise<Outcome<IssuedApiToken, UserFailure>> {
    const refused = refusalToKeep(viewer, input.programme, ['programme']);
    if (refused !== undefined || viewer.kind !== 'person') return fail(refused ?? notAllowed());
    const valid = validateInput(issueApiTokenSchema, input);
    if (!valid.ok) return valid;
    const now = this.#dependencies.clock.now();
    const remaining = valid.value.expiresAt.getTime() - now.getTime();
    if (remaining <= 0 || remaining > longestLifeMilliseconds) return fail(expiresAtOutOfRange);
    const secret = createApiTokenSecret();
    const token = {
      ...valid.value,
      id: newId(),
      programmeId: input.programme,
      hint: hintOfApiTokenSecret(secret),
      createdAt: now,
    };
    const { manager } = this.#dependencies.database;
    await new ApiTokensRepository(manager).insert({ ...token, hash: hashApiTokenSecret(secret), createdBy: viewer.personId });
    return succeed({ token: { ...token, lastUsedAt: null, revokedAt: null }, secret });
  }

  async revoke(viewer: Viewer, input: RevokeApiTokenInput): Promise<Outcome<ApiTokenRecord, UserFailure>> {
    const repository = new ApiTokensRepository(this.#dependencies.database.manager);
    const token = await repository.findById(input.id);
    if (token === undefined) return fail(notFound(['id']));
    const refused = refusalToKeep(viewer, token.programmeId, ['id']);
    if (refused !== undefined) return fail(refused);
    return this.#dependencies.database.transaction(async ({ manager, announce }) => {
      const writing = new ApiTokensRepository(manager);
      await writing.revoke(token.id, this.#dependencies.clock.now());
      announce(viewerChanged.event({ tokenId: token.id }));
      const revoked = await writing.findById(token.id);
      return revoked === undefined ? fail(notFound(['id'])) : succeed(revoked);
    });
  }
}

/** Outsiders do not learn whether it exists. */
function refusalToKeep(viewer: Viewer, programmeId: string, path: readonly string[]): UserFailure | undefined {
  if (!isInside(viewer, programmeId)) return notFound(path);
  return may(viewer, { ...tokenKeepers, programmeId }) ? undefined : notAllowed(path);
}
