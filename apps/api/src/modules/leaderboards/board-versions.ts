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

/** Another version where a department or team of the programme bears another name; tandems are called after members, which boards tell. */
export const groupNameVersions: VersionSource = {
  kind: 'group-names',
  select: (ids) => `SELECT id::text, md5(concat(
      (SELECT string_agg(id || name, '/' ORDER BY id) FROM department WHERE programme_id = programme.id), '|',
      (SELECT string_agg(id || name, '/' ORDER BY id) FROM team WHERE programme_id = programme.id))) AS version
    FROM programme WHERE id = ANY (${ids})`,
};
