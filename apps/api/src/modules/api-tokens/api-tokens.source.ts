import type { ApiScope } from '@fanfare/contracts';
import { apiTokenVersionKind, type TokenSource } from '../../platform/auth/sources.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { VersionSource } from '../../platform/graphql/answers/versions.ts';

/** The last use is noted to the minute: a client that calls a thousand times a second must not write as often. */
const noteUseAfterMilliseconds = 60_000;

interface FoundToken {
  readonly id: string;
  readonly hash: string;
  readonly programme_id: string;
  readonly scopes: readonly ApiScope[];
  readonly expires_at: Date;
  readonly last_used_at: Date | null;
}

/** A token that was revoked has no version any more; that it expires everybody knows who keeps it. */
export const apiTokenVersions: VersionSource = {
  kind: apiTokenVersionKind,
  select: (ids) => `SELECT id::text, 'stands' AS version FROM api_token WHERE id = ANY (${ids}) AND revoked_at IS NULL`,
};

export function createTokenSource(options: { readonly database: Database; readonly clock: Clock }): TokenSource {
  const { database, clock } = options;
  const noteUse = async (tokens: readonly FoundToken[], now: Date) => {
    const outdated = tokens.filter(
      ({ last_used_at: usedAt }) => usedAt === null || now.getTime() - usedAt.getTime() >= noteUseAfterMilliseconds,
    );
    if (outdated.length === 0) return;
    const ids = outdated.map(({ id }) => id);
    await database.manager.query('UPDATE api_token SET last_used_at = $2 WHERE id = ANY ($1::uuid[])', [ids, now]);
  };
  return {
    async findBySecretHashes(hashes) {
      const now = clock.now();
      const tokens: readonly FoundToken[] = await database.manager.query(
        `SELECT id, encode(hash, 'hex') AS hash, programme_id, scopes, expires_at, last_used_at FROM api_token
          WHERE hash = ANY (SELECT decode(hex, 'hex') FROM unnest($1::text[]) AS hex) AND revoked_at IS NULL AND expires_at > $2`,
        [hashes, now],
      );
      await noteUse(tokens, now);
      return new Map(
        tokens.map(({ id, hash, programme_id: programmeId, scopes, expires_at: expiresAt }) => [
          hash,
          { tokenId: id, programmeId, scopes, expiresAt },
        ]),
      );
    },
  };
}
