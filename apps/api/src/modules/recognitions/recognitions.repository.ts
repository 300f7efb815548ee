import type { EntityManager } from 'typeorm';
import type { PageRequest } from '../../platform/graphql/pagination.ts';
import type { DrawRecord, RecognitionRecord, RequestRecord, RequestState } from './recognition.ts';

const RECOGNITION = `id, programme_id AS "programmeId", season_id AS "seasonId", name, description, eligibility, picture, capacity,
  places_taken AS "placesTaken", points_goal AS "pointsGoal", is_monetary AS "isMonetary", archived_at AS "archivedAt", version`;
const REQUEST = `id, programme_id AS "programmeId", recognition_id AS "recognitionId", ambassador_id AS "ambassadorId", origin, state, note,
  draw_id AS "drawId", season_id AS "seasonId", created_at AS "createdAt", created_by AS "createdBy", decided_at AS "decidedAt",
  decided_by AS "decidedBy", reason, is_shared AS "isShared"`;
const DRAW = `id, programme_id AS "programmeId", recognition_id AS "recognitionId", season_id AS "seasonId", board_id AS "boardId", seed,
  minimum_points AS "minimumPoints", places, candidates, winners, left_out AS "leftOut", drawn_by AS "drawnBy", drawn_at AS "drawnAt"`;

export type RequestPosition = readonly [createdAt: string, id: string];

/** The words and numbers of a recognition that people write. */
export type RecognitionPlan = Pick<
  RecognitionRecord,
  'seasonId' | 'name' | 'description' | 'eligibility' | 'picture' | 'capacity' | 'pointsGoal' | 'isMonetary'
>;

/** SQL of the catalogue, of requests and of draws. */
export class RecognitionsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async find(id: string): Promise<RecognitionRecord | null> {
    return (await this.findMany([id]))[0] ?? null;
  }

  findMany(ids: readonly string[]): Promise<readonly RecognitionRecord[]> {
    return this.#manager.query(`SELECT ${RECOGNITION} FROM recognition WHERE id = ANY ($1::uuid[])`, [ids]);
  }

  /** Waits for whoever takes or gives up a place at this moment. */
  async lock(id: string): Promise<RecognitionRecord | null> {
    const rows: readonly RecognitionRecord[] = await this.#manager.query(
      `SELECT ${RECOGNITION} FROM recognition WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Oldest first; archived ones last. */
  ofProgramme(programmeId: string): Promise<readonly RecognitionRecord[]> {
    return this.#manager.query(
      `SELECT ${RECOGNITION} FROM recognition WHERE programme_id = $1 ORDER BY archived_at NULLS FIRST, created_at, id`,
      [programmeId],
    );
  }

  async insert(
    recognition: RecognitionPlan & {
      readonly id: string;
      readonly programmeId: string;
      readonly now: Date;
      readonly actor: string;
    },
  ): Promise<void> {
    const { id, programmeId, now, actor, ...plan } = recognition;
    await this.#manager.query(
      `INSERT INTO recognition (id, programme_id, created_at, created_by, season_id, name, description, eligibility, picture, capacity,
         points_goal, is_monetary)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [id, programmeId, now, actor, ...valuesOf(plan)],
    );
  }

  async update(id: string, plan: RecognitionPlan & { readonly archivedAt: Date | null }): Promise<void> {
    await this.#manager.query(
      `UPDATE recognition SET season_id = $2, name = $3, description = $4, eligibility = $5, picture = $6, capacity = $7, points_goal = $8,
              is_monetary = $9, archived_at = $10, version = version + 1
        WHERE id = $1`,
      [id, ...valuesOf(plan), plan.archivedAt],
    );
  }

  async findRequest(id: string): Promise<RequestRecord | null> {
    const rows: readonly RequestRecord[] = await this.#manager.query(
      `SELECT ${REQUEST} FROM recognition_request WHERE id = $1`,
      [id],
    );
    return rows[0] ?? null;
  }

  async lockRequest(id: string): Promise<RequestRecord | null> {
    const rows: readonly RequestRecord[] = await this.#manager.query(
      `SELECT ${REQUEST} FROM recognition_request WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    return rows[0] ?? null;
  }

  /** Of ambassadors, newest first. */
  requestsOf(ambassadorIds: readonly string[]): Promise<readonly RequestRecord[]> {
    return this.#manager.query(
      `SELECT ${REQUEST} FROM recognition_request WHERE ambassador_id = ANY ($1::uuid[]) ORDER BY created_at DESC, id DESC`,
      [ambassadorIds],
    );
  }

  /** Newest first; one row more than the limit. */
  pageOfRequests(
    wanted: { readonly programmeId: string; readonly states: readonly RequestState[] },
    { limit, position }: PageRequest<RequestPosition>,
  ): Promise<readonly RequestRecord[]> {
    return this.#manager.query(
      `SELECT ${REQUEST} FROM recognition_request
        WHERE programme_id = $1 AND state = ANY ($2::text[])
          AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $3`,
      [wanted.programmeId, wanted.states, limit + 1, position?.[0] ?? null, position?.[1] ?? null],
    );
  }

  async countRequests(wanted: { readonly programmeId: string; readonly states: readonly RequestState[] }): Promise<number> {
    const [row]: readonly { readonly count: number }[] = await this.#manager.query(
      'SELECT count(*)::integer AS count FROM recognition_request WHERE programme_id = $1 AND state = ANY ($2::text[])',
      [wanted.programmeId, wanted.states],
    );
    return row?.count ?? 0;
  }

  /** Throws where no place is left or the ambassador has one: recognition_capacity, recognition_request_standing. */
  async insertRequest(request: RequestRecord): Promise<void> {
    const { id, programmeId, recognitionId, ambassadorId, origin, state, note, drawId, seasonId } = request;
    await this.#manager.query(
      `INSERT INTO recognition_request (id, programme_id, recognition_id, ambassador_id, origin, state, note, draw_id, season_id,
         created_at, created_by, decided_at, decided_by, reason)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        ...[id, programmeId, recognitionId, ambassadorId, origin, state, note, drawId, seasonId],
        ...[request.createdAt, request.createdBy, request.decidedAt, request.decidedBy, request.reason],
      ],
    );
  }

  /** Whether the recognition is of monetary value and its programme allows that no more. */
  async isForbidden({ programmeId, isMonetary }: Pick<RecognitionRecord, 'programmeId' | 'isMonetary'>): Promise<boolean> {
    if (!isMonetary) return false;
    const [row]: readonly { readonly monetary: boolean }[] = await this.#manager.query(
      'SELECT monetary FROM programme WHERE id = $1',
      [programmeId],
    );
    return row?.monetary !== true;
  }

  async share(id: string, isShared: boolean): Promise<void> {
    await this.#manager.query('UPDATE recognition_request SET is_shared = $2 WHERE id = $1', [id, isShared]);
  }

  /** What colleagues may give points for, oldest first, at most 100 of each recognition. */
  sharedOf(recognitionIds: readonly string[]): Promise<readonly RequestRecord[]> {
    return this.#manager.query(
      `SELECT shared.* FROM unnest($1::uuid[]) AS wanted (id)
         CROSS JOIN LATERAL (SELECT ${REQUEST} FROM recognition_request
            WHERE recognition_id = wanted.id AND is_shared AND state = 'REQUESTED' ORDER BY created_at, id LIMIT 100) AS shared`,
      [recognitionIds],
    );
  }

  async step(step: {
    readonly id: string;
    readonly state: RequestState;
    readonly now: Date;
    readonly actor: string;
    readonly reason: string | null;
  }): Promise<void> {
    const { id, state, now, actor, reason } = step;
    await this.#manager.query(
      `UPDATE recognition_request SET state = $2, decided_at = $3, decided_by = $4, reason = coalesce($5, reason) WHERE id = $1`,
      [id, state, now, actor, reason],
    );
  }

  /** Who of some ambassadors was drawn in the season, and who has the recognition or asked for it. */
  async takenBy(of: {
    readonly recognitionId: string;
    readonly seasonId: string;
    readonly ambassadorIds: readonly string[];
  }): Promise<readonly { readonly ambassadorId: string; readonly wasDrawn: boolean; readonly hasIt: boolean }[]> {
    return this.#manager.query(
      `SELECT ambassador_id AS "ambassadorId", bool_or(origin = 'DRAWN' AND season_id = $2) AS "wasDrawn",
              bool_or(recognition_id = $1 AND state IN ('REQUESTED', 'GRANTED', 'FULFILLED')) AS "hasIt"
         FROM recognition_request WHERE ambassador_id = ANY ($3::uuid[]) GROUP BY 1`,
      [of.recognitionId, of.seasonId, of.ambassadorIds],
    );
  }

  /** The places of the final standing of a season over the whole programme, with who is shown; null where it was not taken. */
  async finalPlaces(season: {
    readonly programmeId: string;
    readonly startsOn: string;
  }): Promise<{ readonly boardId: string; readonly places: readonly FinalPlace[] } | null> {
    const [board]: readonly { readonly id: string }[] = await this.#manager.query(
      `SELECT board.id FROM board JOIN final_standing ON board_id = board.id
        WHERE board.programme_id = $1 AND scope = 'PROGRAMME' AND period = 'SEASON' AND period_start = $2 AND measure = 'POINTS'`,
      [season.programmeId, season.startsOn],
    );
    if (board === undefined) return null;
    const places: readonly FinalPlace[] = await this.#manager.query(
      `SELECT member_id AS "ambassadorId", score::float8 AS score,
              status <> 'LEFT' AND visibility <> 'HIDDEN' AND erased_at IS NULL AS "isShown"
         FROM final_place JOIN ambassador ON ambassador.id = member_id WHERE board_id = $1 ORDER BY place`,
      [board.id],
    );
    return { boardId: board.id, places };
  }

  async insertDraw(draw: DrawRecord): Promise<void> {
    await this.#manager.query(
      `INSERT INTO recognition_draw (id, programme_id, recognition_id, season_id, board_id, seed, minimum_points, places, candidates,
         winners, left_out, drawn_by, drawn_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[draw.id, draw.programmeId, draw.recognitionId, draw.seasonId, draw.boardId, draw.seed, draw.minimumPoints],
        ...[draw.places, draw.candidates, draw.winners, JSON.stringify(draw.leftOut), draw.drawnBy, draw.drawnAt],
      ],
    );
  }

  async findDraw(id: string): Promise<DrawRecord | null> {
    const rows: readonly DrawRecord[] = await this.#manager.query(`SELECT ${DRAW} FROM recognition_draw WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  /** Of recognitions, newest first. */
  drawsOf(recognitionIds: readonly string[]): Promise<readonly DrawRecord[]> {
    return this.#manager.query(
      `SELECT ${DRAW} FROM recognition_draw WHERE recognition_id = ANY ($1::uuid[]) ORDER BY drawn_at DESC, id DESC`,
      [recognitionIds],
    );
  }
}

export interface FinalPlace {
  readonly ambassadorId: string;
  readonly score: number;
  /** Takes part and is not hidden, at present. */
  readonly isShown: boolean;
}

function valuesOf(plan: RecognitionPlan): readonly unknown[] {
  const { seasonId, name, description, eligibility, picture, capacity, pointsGoal, isMonetary } = plan;
  const words = [name, description, eligibility, picture].map((value) => JSON.stringify(value));
  return [seasonId, ...words, capacity, pointsGoal, isMonetary];
}

/** Forgets what was written about somebody; that a place was taken stays, under an id that leads to nobody. */
export const recognitionTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    await manager.query('UPDATE recognition_request SET note = NULL, reason = NULL WHERE ambassador_id = $1', [ambassadorId]);
  },
};
