import type { Segment } from '@fanfare/contracts';
import type { SegmentModels } from '@fanfare/tandem-matching';
import type { EntityManager } from 'typeorm';
import { plainArray } from '../../platform/database/array-literals.ts';
import { prepared } from '../../platform/database/prepared-statement.ts';
import { newId } from '../../platform/ids.ts';
import type { IntentKind, IntentOutcome, SegmentAssessmentRecord, SegmentDeclarationRecord } from './segment.ts';

const ASSESSMENT = `ambassador_id AS "ambassadorId", programme_id AS "programmeId", segment, decided_by AS "decidedBy", probabilities,
  expected_posts_per_week AS "expectedPostsPerWeek", reasons, would_change AS "wouldChange", signals, assessed_at AS "assessedAt"`;

const DECLARATION = `ambassador_id AS "ambassadorId", programme_id AS "programmeId", segment, note, declared_at AS "declaredAt"`;

/** Assessments are written in pieces, so that no statement holds more than this many people. */
const peopleAStatement = 2000;

/** SQL of segments: assessments, declarations, signals, and what the programme as a whole has taught. */
export class SegmentsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findAssessments(ambassadorIds: readonly string[]): Promise<readonly SegmentAssessmentRecord[]> {
    return this.#manager.query(`SELECT ${ASSESSMENT} FROM segment_assessment WHERE ambassador_id = ANY ($1::uuid[])`, [
      ambassadorIds,
    ]);
  }

  /** What was concluded from signals whose consent was withdrawn meanwhile is left out. */
  async saveAssessments(records: readonly SegmentAssessmentRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += peopleAStatement) {
      const some = records.slice(at, at + peopleAStatement);
      const sharing = await this.#holdConsents(some.filter(({ signals }) => signals.length > 0));
      await this.#saveSome(some.filter(({ signals, ambassadorId }) => signals.length === 0 || sharing.has(ambassadorId)));
    }
  }

  /** Who of them shares signals; nobody withdraws that before the transaction is over. */
  async #holdConsents(records: readonly SegmentAssessmentRecord[]): Promise<ReadonlySet<string>> {
    const rows: readonly { id: string }[] = await this.#manager.query(
      `SELECT ambassador_id AS id FROM consent
        WHERE ambassador_id = ANY ($1::uuid[]) AND kind = 'POSTING_SIGNALS' AND withdrawn_at IS NULL
        ORDER BY ambassador_id FOR SHARE`,
      [records.map(({ ambassadorId }) => ambassadorId)],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Whoever left while the programme was assessed is left out. */
  async #saveSome(records: readonly SegmentAssessmentRecord[]): Promise<void> {
    const column = (value: (record: SegmentAssessmentRecord) => unknown) => records.map(value);
    await this.#manager.query(
      `INSERT INTO segment_assessment (ambassador_id, programme_id, segment, decided_by, probabilities, expected_posts_per_week,
         reasons, would_change, signals, assessed_at)
       SELECT new.* FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::json[], $6::real[], $7::json[], $8::json[],
           $9::json[], $10::timestamptz[])
         AS new (ambassador_id, programme_id, segment, decided_by, probabilities, expected_posts_per_week, reasons, would_change,
           signals, assessed_at)
        WHERE EXISTS (SELECT FROM ambassador WHERE id = new.ambassador_id AND status <> 'LEFT')
       ON CONFLICT (ambassador_id) DO UPDATE
          SET segment = excluded.segment, decided_by = excluded.decided_by, probabilities = excluded.probabilities,
              expected_posts_per_week = excluded.expected_posts_per_week, reasons = excluded.reasons,
              would_change = excluded.would_change, signals = excluded.signals, assessed_at = excluded.assessed_at
        WHERE segment_assessment.assessed_at <= excluded.assessed_at`,
      [
        column(({ ambassadorId }) => ambassadorId),
        column(({ programmeId }) => programmeId),
        column(({ segment }) => segment),
        column(({ decidedBy }) => decidedBy),
        column(({ probabilities }) => JSON.stringify(probabilities)),
        column(({ expectedPostsPerWeek }) => expectedPostsPerWeek),
        column(({ reasons }) => JSON.stringify(reasons)),
        column(({ wouldChange }) => JSON.stringify(wouldChange)),
        column(({ signals }) => JSON.stringify(signals)),
        column(({ assessedAt }) => assessedAt),
      ],
    );
  }

  async findModels(programmeId: string): Promise<SegmentModels | null> {
    const [row]: readonly { models: SegmentModels }[] = await this.#manager.query(
      'SELECT models FROM segment_model WHERE programme_id = $1',
      [programmeId],
    );
    return row?.models ?? null;
  }

  async saveModels(programmeId: string, models: SegmentModels, learntAt: Date): Promise<void> {
    await this.#manager.query(
      `INSERT INTO segment_model (programme_id, models, learnt_at) VALUES ($1, $2, $3)
       ON CONFLICT (programme_id) DO UPDATE SET models = excluded.models, learnt_at = excluded.learnt_at`,
      [programmeId, JSON.stringify(models), learntAt],
    );
  }

  async findDeclarations(ambassadorIds: readonly string[]): Promise<readonly SegmentDeclarationRecord[]> {
    return this.#manager.query(`SELECT ${DECLARATION} FROM segment_declaration WHERE ambassador_id = ANY ($1::uuid[])`, [
      ambassadorIds,
    ]);
  }

  async saveDeclaration(declaration: SegmentDeclarationRecord): Promise<void> {
    const { ambassadorId, programmeId, segment, note, declaredAt } = declaration;
    await this.#manager.query(
      `INSERT INTO segment_declaration (ambassador_id, programme_id, segment, note, declared_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (ambassador_id) DO UPDATE
          SET segment = excluded.segment, note = excluded.note, declared_at = excluded.declared_at`,
      [ambassadorId, programmeId, segment, note, declaredAt],
    );
  }

  async deleteDeclaration(ambassadorId: string): Promise<void> {
    await this.#manager.query('DELETE FROM segment_declaration WHERE ambassador_id = $1', [ambassadorId]);
  }

  /** A signal told again replaces what was told before: a draft is open first, and becomes a post or is given up. */
  async saveSignal(signal: {
    readonly ambassadorId: string;
    readonly programmeId: string;
    readonly kind: IntentKind;
    readonly externalId: string;
    readonly outcome: IntentOutcome;
    readonly occurredAt: Date;
  }): Promise<void> {
    const { ambassadorId, programmeId, kind, externalId, outcome, occurredAt } = signal;
    await this.#manager.query(
      `INSERT INTO intent_signal (id, ambassador_id, programme_id, kind, external_id, outcome, occurred_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (ambassador_id, kind, external_id) DO UPDATE SET outcome = excluded.outcome, occurred_at = excluded.occurred_at`,
      [newId(), ambassadorId, programmeId, kind, externalId, outcome, occurredAt],
    );
  }

  async sharesSignals(ambassadorId: string): Promise<boolean> {
    const rows: readonly unknown[] = await this.#manager.query(
      `SELECT FROM consent WHERE ambassador_id = $1 AND kind = 'POSTING_SIGNALS' AND withdrawn_at IS NULL`,
      [ambassadorId],
    );
    return rows.length > 0;
  }

  async deleteSignals(ambassadorId: string): Promise<void> {
    await this.#manager.query('DELETE FROM intent_signal WHERE ambassador_id = $1', [ambassadorId]);
  }

  async deleteAssessment(ambassadorId: string): Promise<void> {
    await this.#manager.query('DELETE FROM segment_assessment WHERE ambassador_id = $1', [ambassadorId]);
  }

  /** Of everybody who takes part; who was not assessed yet is new. */
  async counts(programmeId: string): Promise<ReadonlyMap<Segment, number>> {
    const rows: readonly { segment: Segment; count: number }[] = await this.#manager.query(
      `SELECT coalesce(assessment.segment, 'NEW') AS segment, count(*)::integer AS count
         FROM ambassador LEFT JOIN segment_assessment AS assessment ON assessment.ambassador_id = ambassador.id
        WHERE ambassador.programme_id = $1 AND ambassador.status <> 'LEFT' GROUP BY 1`,
      [programmeId],
    );
    return new Map(rows.map(({ segment, count }) => [segment, count]));
  }

  /** Programmes in which something can still happen. */
  async programmesToAssess(): Promise<readonly string[]> {
    const rows: readonly { id: string }[] = await this.#manager.query(
      `SELECT id FROM programme WHERE status <> 'ARCHIVED' ORDER BY id`,
    );
    return rows.map(({ id }) => id);
  }
}

const readSegments = prepared<{ readonly id: string; readonly segment: Segment }>(
  'SELECT ambassador_id AS id, segment FROM segment_assessment WHERE ambassador_id = ANY ($1::uuid[])',
);

/** The segments of ambassadors, as far as they are known: what a fact remembers of its author when it is recorded. */
export async function segmentsOf(
  manager: EntityManager,
  ambassadorIds: readonly string[],
): Promise<ReadonlyMap<string, Segment>> {
  if (ambassadorIds.length === 0) return new Map();
  const rows = await readSegments(manager, [plainArray(ambassadorIds)]);
  return new Map(rows.map(({ id, segment }) => [id, segment]));
}
