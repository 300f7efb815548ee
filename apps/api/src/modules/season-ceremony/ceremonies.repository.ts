import type { BadgeArtwork } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { PodiumMeasure, PodiumPlace } from './podiums.ts';

/** What a season is about. */
export interface ThemeRecord {
  readonly seasonId: string;
  /** Counts its changes, from 1. */
  readonly revision: number;
  readonly name: LocalisedText;
  readonly callText: LocalisedText;
  readonly picture: BadgeArtwork;
}

export interface KeptPlace extends PodiumPlace {
  readonly measure: PodiumMeasure;
}

/** The ceremony at the end of a season, as it was taken. */
export interface CeremonyRecord {
  readonly seasonId: string;
  readonly programmeId: string;
  readonly takenAt: Date;
  /** By measure and place. */
  readonly places: readonly KeptPlace[];
}

/** A season whose ceremony may be taken. */
export interface DueSeason {
  readonly seasonId: string;
  readonly programmeId: string;
}

/** SQL of themes and ceremonies. */
export class CeremoniesRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  themesOf(seasonIds: readonly string[]): Promise<readonly ThemeRecord[]> {
    return this.#manager.query(
      `SELECT season_id AS "seasonId", revision, name, call_text AS "callText", picture FROM season_theme
        WHERE season_id = ANY ($1::uuid[])`,
      [seasonIds],
    );
  }

  /** Writes the theme after the given revision, 0 where there was none; false where somebody else was faster. */
  async saveTheme(
    theme: ThemeRecord & { readonly programmeId: string; readonly now: Date; readonly actor: string },
  ): Promise<boolean> {
    const { seasonId, programmeId, revision, name, callText, picture, now, actor } = theme;
    const texts = [name, callText, picture].map((value) => JSON.stringify(value));
    const rows: readonly unknown[] = await this.#manager.query(
      `WITH saved AS (
         INSERT INTO season_theme (season_id, programme_id, revision, name, call_text, picture, changed_at, changed_by)
         SELECT $1, $2, 1, $4, $5, $6, $7, $8 WHERE $3 = 0 OR EXISTS (SELECT FROM season_theme WHERE season_id = $1)
         ON CONFLICT (season_id) DO UPDATE
           SET revision = season_theme.revision + 1, name = $4, call_text = $5, picture = $6, changed_at = $7, changed_by = $8
           WHERE season_theme.revision = $3
         RETURNING 1
       ) SELECT FROM saved`,
      [seasonId, programmeId, revision, ...texts, now, actor],
    );
    return rows.length > 0;
  }

  async ceremoniesOf(seasonIds: readonly string[]): Promise<readonly CeremonyRecord[]> {
    return this.#manager.query(
      `SELECT ceremony.season_id AS "seasonId", programme_id AS "programmeId", taken_at AS "takenAt",
              coalesce(json_agg(json_build_object('measure', measure, 'place', place, 'rank', rank, 'subjectId', subject_id, 'value', value)
                ORDER BY measure, place) FILTER (WHERE place IS NOT NULL), '[]') AS places
         FROM season_ceremony AS ceremony LEFT JOIN season_podium_place AS podium ON podium.season_id = ceremony.season_id
        WHERE ceremony.season_id = ANY ($1::uuid[]) GROUP BY ceremony.season_id`,
      [seasonIds],
    );
  }

  /** Seasons that ended, whose grace (and a margin for clocks that differ) is over and whose boards are frozen. Never of a pilot. */
  due(now: Date, { marginSeconds, limit }: { readonly marginSeconds: number; readonly limit: number }) {
    const rows: Promise<readonly DueSeason[]> = this.#manager.query(
      `SELECT season.id AS "seasonId", programme_id AS "programmeId"
         FROM season JOIN programme ON programme.id = programme_id
        WHERE status <> 'PILOT' AND NOT EXISTS (SELECT FROM season_ceremony WHERE season_id = season.id)
          AND (ends_on + 1)::timestamp AT TIME ZONE time_zone <= $1::timestamptz - make_interval(hours => grace_hours, secs => $2)
          AND NOT EXISTS (SELECT FROM board WHERE board.programme_id = programme.id AND period = 'SEASON' AND period_start = starts_on
                             AND frozen_at IS NULL)
        ORDER BY ends_on, season.id LIMIT $3`,
      [now, marginSeconds, limit],
    );
    return rows;
  }

  /** Begins a ceremony; false where another node has, and then waits for it. */
  async open(due: DueSeason, now: Date): Promise<boolean> {
    const rows: readonly unknown[] = await this.#manager.query(
      `WITH opened AS (
         INSERT INTO season_ceremony (season_id, programme_id, taken_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING 1
       ) SELECT FROM opened`,
      [due.seasonId, due.programmeId, now],
    );
    return rows.length > 0;
  }

  async keep(seasonId: string, measure: PodiumMeasure, places: readonly PodiumPlace[]): Promise<void> {
    await this.#manager.query(
      `INSERT INTO season_podium_place (season_id, measure, place, rank, subject_id, value)
       SELECT $1, $2, * FROM unnest($3::integer[], $4::integer[], $5::uuid[], $6::bigint[])`,
      [
        ...[seasonId, measure, places.map(({ place }) => place), places.map(({ rank }) => rank)],
        ...[places.map(({ subjectId }) => subjectId), places.map(({ value }) => value)],
      ],
    );
  }

  /** Seasons that began after the first and not after the second instant, in programmes that are not archived. */
  openedBetween(
    after: Date,
    now: Date,
  ): Promise<
    readonly { readonly seasonId: string; readonly programmeId: string; readonly name: string; readonly startedAt: Date }[]
  > {
    return this.#manager.query(
      `SELECT season.id AS "seasonId", programme_id AS "programmeId", season.name, started.at AS "startedAt"
         FROM season JOIN programme ON programme.id = programme_id
         CROSS JOIN LATERAL (SELECT starts_on::timestamp AT TIME ZONE time_zone AS at) AS started
        WHERE status <> 'ARCHIVED' AND started.at > $1 AND started.at <= $2
          AND NOT EXISTS (SELECT FROM happening WHERE happening.programme_id = programme.id AND kind = 'SEASON_OPENED'
                             AND key = season.id::text)
        ORDER BY started.at, season.id`,
      [after, now],
    );
  }

  /** The levels and badges in force, as far as seasons matter to them. */
  async seasonalAwards(programmeIds: readonly string[]) {
    const rows: readonly {
      readonly programmeId: string;
      readonly levelsPerSeason: boolean | null;
      readonly hasSeasonBadges: boolean;
    }[] = await this.#manager.query(
      `SELECT programme_id AS "programmeId", bool_or(document->>'per' = 'SEASON') FILTER (WHERE kind = 'LADDER') AS "levelsPerSeason",
                coalesce(bool_or(document->'criterion'->>'per' = 'SEASON'), false) AS "hasSeasonBadges"
           FROM badge WHERE programme_id = ANY ($1::uuid[]) AND state = 'PUBLISHED' GROUP BY programme_id`,
      [programmeIds],
    );
    return new Map(rows.map((row) => [row.programmeId, row]));
  }
}
