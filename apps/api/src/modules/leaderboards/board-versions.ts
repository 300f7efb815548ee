import type { VersionSource } from '../../platform/graphql/answers/versions.ts';

/** The version that counts up whenever scores, members or names on a board change; a board without points yet has none. */
export const boardVersions: VersionSource = {
  kind: 'board',
  select: (ids) => `SELECT id::text, version::text FROM board WHERE id = ANY (${ids})`,
};
