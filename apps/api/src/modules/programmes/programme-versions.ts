import type { VersionSource } from '../../platform/graphql/answers/versions.ts';

/** Another version after every change of a programme's settings or of its seasons. */
export const programmeVersions: VersionSource = {
  kind: 'programme',
  select: (ids) => `SELECT id::text, version || ' ' || coalesce(
      (SELECT md5(string_agg(concat_ws('|', season.id, name, starts_on, ends_on), '/' ORDER BY starts_on))
         FROM season WHERE programme_id = programme.id), '') AS version
    FROM programme WHERE id = ANY (${ids})`,
};
