import type { TokenSource } from '../../platform/auth/sources.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { ApiTokenRow } from './api-token.entity.ts';

/** The last use is noted to the minute: a client that calls a thousand times a second must not write as often. */
const noteUseAfterMilliseconds = 60_000;

export function createTokenSource(options: { readonly database: Database; readonly clock: Clock }): TokenSource {
  const { database, clock } = options;
  const noteUse = async (token: ApiTokenRow, now: Date) => {
    if (token.lastUsedAt !== null && now.getTime() - token.lastUsedAt.getTime() < noteUseAfterMilliseconds) return;
    await database.manager.update(ApiTokenRow, { id: token.id }, { lastUsedAt: now });
  };
  return {
    async findBySecretHash(hash) {
      const now = clock.now();
      const token = await database.manager.findOneBy(ApiTokenRow, { hash });
      if (token === null || token.revokedAt !== null || token.expiresAt <= now) return undefined;
      await noteUse(token, now);
      return { tokenId: token.id, programmeId: token.programmeId, scopes: token.scopes, expiresAt: token.expiresAt };
    },
  };
}
