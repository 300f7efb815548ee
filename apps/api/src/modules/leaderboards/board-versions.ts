import type { VersionSource } from '../../platform/graphql/answers/versions.ts';
import type { RankReader } from '../rankings/index.ts';

/** The version that counts up whenever scores, members or names on a board change; a board without points yet has none. */
export function boardVersions(ranks: RankReader): VersionSource {
  return {
    kind: 'board',
    select: (ids) => `SELECT id::text, version::text FROM board WHERE id = ANY (${ids})`,
    onSeen: (id, version) => ranks.heard(id, Number(version)),
  };
}
