import { createHash } from 'node:crypto';
import type { Language } from '@fanfare/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ActivitiesRecorder, ActivityDraft, RecordOutcome } from '../activities/index.ts';
import { readCsvRecords } from './csv-records.ts';
import { importProgressed } from './imports.events.ts';
import { type ImportRunRow, ImportsRepository, type LineErrorRow } from './imports.repository.ts';
import { readLines } from './lines.ts';
import { readNdjsonRecords } from './ndjson-records.ts';
import { RecordMapper } from './record-mapping.ts';
import { type LineProblem, type SourceRecord, UnreadableFileError } from './source-records.ts';

/** So many records share a transaction, and so many are in memory at a time. */
const recordsPerBatch = 1000;

/** The import was cancelled while it ran: what it had recorded stays. */
class CancelledError extends Error {}

/** The file is not the one of which a part has been imported. */
export class AnotherFileError extends Error {}

export interface ImportSource {
  readonly run: ImportRunRow;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly language: Language;
  /** Ends the import at the next batch, to be resumed later. */
  readonly signal: AbortSignal;
}

interface Batch {
  readonly records: readonly SourceRecord[];
  /** Of all records up to and including this batch. */
  readonly hash: Buffer;
}

/**
 * Reads a file as it arrives and records it batch by batch; the body is read no faster than the database takes it. Each batch is one
 * transaction together with the import's counts, so that an interrupted import resumes exactly behind its last batch: the file is sent
 * again, what is known is skipped, and a running hash tells a different file.
 */
export class ImportRunner {
  readonly #database: Database;
  readonly #recorder: ActivitiesRecorder;
  readonly #events: EventBus;
  readonly #clock: Clock;
  readonly #logger: Logger;

  constructor(dependencies: {
    readonly database: Database;
    readonly recorder: ActivitiesRecorder;
    readonly events: EventBus;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#database = dependencies.database;
    this.#recorder = dependencies.recorder;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
  }

  /** Runs until the file ends or the import does; how it ended stands in the run. Throws only AnotherFileError, before any change. */
  async run(source: ImportSource): Promise<void> {
    const { run } = source;
    try {
      await this.#readAll(source);
      await this.#end(run.id, 'COMPLETED', null);
    } catch (error) {
      if (error instanceof CancelledError) return;
      if (error instanceof AnotherFileError) {
        await this.#end(run.id, 'INTERRUPTED', run.failure);
        throw error;
      }
      if (error instanceof UnreadableFileError) return this.#end(run.id, 'FAILED', error.message);
      const isExpected = source.signal.aborted || isConnectionLoss(error);
      if (!isExpected) this.#logger.error({ err: error, importId: run.id }, 'An import broke off');
      await this.#end(
        run.id,
        'INTERRUPTED',
        isExpected ? 'The upload ended early.' : 'An internal error; resume it with the same file.',
      );
    }
  }

  async #readAll(source: ImportSource): Promise<void> {
    const { run, bytes, language, signal } = source;
    const reading = { bytes: 0 };
    const lines = readLines(bytes, (count) => {
      reading.bytes += count;
    });
    const records =
      run.format === 'CSV' ? readCsvRecords(lines, { delimiter: run.settings.delimiter }) : readNdjsonRecords(lines);
    const mapper = new RecordMapper(run.settings, language);
    let known = run.linesRead;
    for await (const batch of batches(records)) {
      signal.throwIfAborted();
      if (known > 0) {
        known -= batch.records.length;
        if (known === 0 && !batch.hash.equals(run.checkpointHash ?? Buffer.alloc(0))) throw new AnotherFileError();
        if (known < 0) throw new AnotherFileError();
        continue;
      }
      await this.#record({ run, batch, mapper, bytesRead: reading.bytes });
    }
    if (known > 0) throw new AnotherFileError();
  }

  async #record(step: { run: ImportRunRow; batch: Batch; mapper: RecordMapper; bytesRead: number }): Promise<void> {
    const { run, batch, mapper, bytesRead } = step;
    const mapped = batch.records.map((record) => ({ record, result: mapper.map(record) }));
    const drafts = mapped.flatMap(({ result }): ActivityDraft[] => (result.ok ? [result.draft] : []));
    await this.#recorder.record({
      programmeId: run.programmeId,
      drafts,
      importId: run.id,
      alongside: async (manager, outcomes) => {
        const remaining = outcomes.values();
        const errors = mapped.flatMap(({ record, result }): readonly LineErrorRow[] =>
          numbered(record, result.ok ? refusalsOf(remaining.next().value, mapper) : result.problems),
        );
        const failed = new Set(errors.map(({ line }) => line)).size;
        const recorded = outcomes.filter(isNew).length;
        const duplicates = batch.records.length - failed - recorded;
        const counts = { bytesRead, linesRead: batch.records.length, recorded, duplicates, failed };
        const repository = new ImportsRepository(manager);
        const goesOn = await repository.advance(run.id, { ...counts, checkpointHash: batch.hash, now: this.#clock.now() });
        if (!goesOn) throw new CancelledError();
        await repository.insertLineErrors(run.id, errors);
      },
    });
    await this.#events.publish(importProgressed.event({ importId: run.id }));
  }

  async #end(id: string, status: ImportRunRow['status'], failure: string | null): Promise<void> {
    await new ImportsRepository(this.#database.manager).end(id, { status, failure, now: this.#clock.now() });
    await this.#events.publish(importProgressed.event({ importId: id }));
  }
}

async function* batches(records: AsyncIterable<SourceRecord>): AsyncGenerator<Batch> {
  let collected: SourceRecord[] = [];
  let hash = Buffer.alloc(0);
  const close = (): Batch => {
    const digest = createHash('sha256').update(hash);
    for (const { raw } of collected) digest.update(raw).update('\n');
    hash = digest.digest();
    const batch = { records: collected, hash };
    collected = [];
    return batch;
  };
  for await (const record of records) {
    collected.push(record);
    if (collected.length === recordsPerBatch) yield close();
  }
  if (collected.length > 0) yield close();
}

function numbered(record: SourceRecord, problems: readonly LineProblem[]): readonly LineErrorRow[] {
  return problems.map((problem, ordinal) => ({ line: record.line, ordinal, ...problem }));
}

function refusalsOf(outcome: RecordOutcome | undefined, mapper: RecordMapper): readonly LineProblem[] {
  if (outcome === undefined) throw new Error('a draft gave no outcome');
  return outcome.outcome === 'REFUSED' ? outcome.failures.map((failure) => mapper.problemOf(failure)) : [];
}

/** A known activity with a new reading of its engagement has brought something new. */
function isNew(outcome: RecordOutcome): boolean {
  return outcome.outcome === 'RECORDED' || (outcome.outcome === 'DUPLICATE' && outcome.readingRecorded);
}

function isConnectionLoss(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE')
  );
}
