import { decideSegment, learnSegments, type SegmentModels } from '@fanfare/tandem-matching';
import type { EntityManager } from 'typeorm';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { runInWorker } from '../../platform/workers/run-in-worker.ts';
import { dayIn, type ProgrammeDirectory, type ProgrammeRecord } from '../programmes/index.ts';
import { dayNumber, type HistoryRequest, type KnownHistory, readHistories, segmentOptions } from './posting-histories.ts';
import { assessmentOf, type SegmentAssessmentRecord } from './segment.ts';
import { SegmentsRepository } from './segments.repository.ts';
import type { SegmentsInput, SegmentsResult } from './segments.worker.ts';

/** Up to this many people are assessed on the spot: that takes a few milliseconds, a thread of its own takes longer to start. */
const mostOnTheSpot = 500;

type AssessedProgramme = Pick<ProgrammeRecord, 'id' | 'timeZone'>;

/** Decides segments: of a whole programme, every day and on demand, and of one person when something about them changed. */
export class SegmentsAssessor {
  readonly #database: Database;
  readonly #programmes: ProgrammeDirectory;
  readonly #clock: Clock;

  constructor(dependencies: {
    readonly database: Database;
    readonly programmes: ProgrammeDirectory;
    readonly clock: Clock;
  }) {
    this.#database = dependencies.database;
    this.#programmes = dependencies.programmes;
    this.#clock = dependencies.clock;
  }

  /** Assesses everybody who takes part in programmes that are not over. Gives back how many people. */
  async assessAll(): Promise<number> {
    let assessed = 0;
    for (const programmeId of await new SegmentsRepository(this.#database.manager).programmesToAssess()) {
      assessed += (await this.assessProgramme(programmeId)) ?? 0;
    }
    return assessed;
  }

  /** Gives back how many people were assessed; undefined where there is no such programme. */
  async assessProgramme(programmeId: string): Promise<number | undefined> {
    const programme = await this.#programmes.byId(programmeId);
    if (programme === undefined) return undefined;
    const request = this.#requestFor(programme, null);
    const known = await readHistories(this.#database.manager, request);
    const { models, decisions } = await decide(known, request.today);
    const signals = new Map(known.map((person) => [person.history.id, person.signals]));
    const records = decisions.map((decision) =>
      assessmentOf(decision, { programmeId, signals: signals.get(decision.id) ?? [], assessedAt: request.now }),
    );
    await this.#database.transaction(async ({ manager }) => {
      const repository = new SegmentsRepository(manager);
      await repository.saveModels(programmeId, models, request.now);
      await repository.saveAssessments(records);
    });
    return records.length;
  }

  /** Assesses one person against what the programme taught last. Undefined for who does not take part. */
  async assessOne(
    manager: EntityManager,
    { programme, ambassadorId }: { readonly programme: AssessedProgramme; readonly ambassadorId: string },
  ): Promise<SegmentAssessmentRecord | undefined> {
    const request = this.#requestFor(programme, ambassadorId);
    const [known] = await readHistories(manager, request);
    if (known === undefined) return undefined;
    const options = segmentOptions(request.today);
    const models = await this.#modelsOf(manager, request);
    const decision = decideSegment(known.history, models, options);
    const record = assessmentOf(decision, { programmeId: programme.id, signals: known.signals, assessedAt: request.now });
    await new SegmentsRepository(manager).saveAssessments([record]);
    return record;
  }

  async #modelsOf(manager: EntityManager, request: HistoryRequest & { readonly today: number }): Promise<SegmentModels> {
    const learnt = await new SegmentsRepository(manager).findModels(request.programmeId);
    if (learnt !== null) return learnt;
    const options = segmentOptions(request.today);
    // A programme that was never assessed has taught nothing; until the next assessment the engine's weak prior speaks for it.
    return learnSegments([], options);
  }

  #requestFor(programme: AssessedProgramme, ambassadorId: string | null): HistoryRequest & { readonly today: number } {
    const now = this.#clock.now();
    const { id: programmeId, timeZone } = programme;
    return { programmeId, ambassadorId, timeZone, now, today: dayNumber(dayIn(timeZone, now)) };
  }
}

async function decide(known: readonly KnownHistory[], today: number): Promise<SegmentsResult> {
  const input: SegmentsInput = { histories: known.map(({ history }) => history), options: segmentOptions(today) };
  if (input.histories.length > mostOnTheSpot) {
    return runInWorker<SegmentsInput, never, SegmentsResult>({ module: workerModule, input }).result;
  }
  const models = learnSegments(input.histories, input.options);
  return { models, decisions: input.histories.map((history) => decideSegment(history, models, input.options)) };
}

const workerModule = new URL('./segments.worker', import.meta.url);
