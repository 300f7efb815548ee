import type { Language } from '@fanfare/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { ActivitiesRecorder, ActivityDraft, RecordOutcome } from '../activities/index.ts';
import type { Batch } from './batches.ts';
import { importProgressed } from './imports.events.ts';
import { type ImportRunRow, ImportsRepository, type LineErrorRow } from './imports.repository.ts';
import type { MappedRecord, RecordMapper } from './record-mapping.ts';
import type { LineProblem, SourceRecord } from './source-records.ts';

/** The import was cancelled while it ran, or somebody else has taken it up: nothing more of this run may be recorded. */
export class EndedElsewhereError extends Error {}

/** A problem may quote the file; this much of it is kept. */
const longestReason = 1000;
const longestColumn = 200;

export interface BatchToRecord {
  readonly run: ImportRunRow;
  readonly batch: Batch;
  readonly mapper: RecordMapper;
  readonly language: Language;
  /** The records of all batches before this one. */
  readonly linesBefore: number;
  /** Of the file, so far. */
  readonly bytesRead: number;
}

interface MappedLine {
  readonly record: SourceRecord;
  readonly result: MappedRecord;
}

/** Records one batch, with its report of errors and the import's counts, in one transaction. */
export class BatchRecorder {
  readonly #recorder: ActivitiesRecorder;
  readonly #events: EventBus;
  readonly #clock: Clock;

  constructor(dependencies: { readonly recorder: ActivitiesRecorder; readonly events: EventBus; readonly clock: Clock }) {
    this.#recorder = dependencies.recorder;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
  }

  /** Throws EndedElsewhereError, with nothing recorded, where the import no longer goes on from `linesBefore`. */
  async record(step: BatchToRecord): Promise<void> {
    const { run, batch, mapper, linesBefore, bytesRead, language } = step;
    const mapped = batch.records.map((record): MappedLine => ({ record, result: mapper.map(record) }));
    await this.#recorder.record({
      programmeId: run.programmeId,
      drafts: mapped.flatMap(({ result }): ActivityDraft[] => (result.ok ? [result.draft] : [])),
      importId: run.id,
      alongside: async (manager, outcomes) => {
        const repository = new ImportsRepository(manager);
        const errors = errorsOf(mapped, outcomes, language);
        const progress = { ...countsOf(mapped, outcomes, errors), bytesRead, linesBefore };
        const goesOn = await repository.advance(run.id, { ...progress, checkpointHash: batch.hash, now: this.#clock.now() });
        if (!goesOn) throw new EndedElsewhereError();
        await repository.insertLineErrors(run.id, errors);
      },
    });
    await this.#events.publish(importProgressed.event({ importId: run.id }));
  }
}

function countsOf(mapped: readonly MappedLine[], outcomes: readonly RecordOutcome[], errors: readonly LineErrorRow[]) {
  const failed = new Set(errors.map(({ line }) => line)).size;
  const recorded = outcomes.filter(isNew).length;
  return { linesRead: mapped.length, recorded, failed, duplicates: mapped.length - failed - recorded };
}

/** A known activity with a new reading of its engagement has brought something new. */
function isNew(outcome: RecordOutcome): boolean {
  return outcome.outcome === 'RECORDED' || (outcome.outcome === 'DUPLICATE' && outcome.readingRecorded);
}

/** `outcomes` are those of the lines that gave a draft, in their order. */
function errorsOf(
  mapped: readonly MappedLine[],
  outcomes: readonly RecordOutcome[],
  language: Language,
): readonly LineErrorRow[] {
  const remaining = outcomes.values();
  return mapped.flatMap(({ record, result }) => {
    const problems = result.ok ? refusalsOf(result, remaining.next().value) : result.problems;
    return problems.map(({ column, code, reason }, ordinal) => ({
      line: record.line,
      ordinal,
      column: column === null ? null : storable(column, longestColumn),
      code,
      reason: storable(reason[language], longestReason),
    }));
  });
}

function refusalsOf(
  { problemOf }: Extract<MappedRecord, { readonly ok: true }>,
  outcome: RecordOutcome | undefined,
): readonly LineProblem[] {
  if (outcome === undefined) throw new Error('a draft gave no outcome');
  return outcome.outcome === 'REFUSED' ? outcome.failures.map(problemOf) : [];
}

/** Text of the file as the database takes it: not too long, and without what no text holds. */
function storable(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  return cut.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
}
