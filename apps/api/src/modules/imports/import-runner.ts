import type { Language } from '@fanfare/contracts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import type { LocalisedText } from '../../platform/localised-text.ts';
import type { Logger } from '../../platform/logger.ts';
import type { ActivitiesRecorder } from '../activities/index.ts';
import { BatchRecorder, EndedElsewhereError } from './batch-recorder.ts';
import { batchesOf } from './batches.ts';
import { openCsv } from './csv-records.ts';
import { importProgressed } from './imports.events.ts';
import { type ImportRunRow, type ImportStatus, ImportsRepository } from './imports.repository.ts';
import { readLines } from './lines.ts';
import { openNdjson } from './ndjson-records.ts';
import { RecordMapper } from './record-mapping.ts';
import { UnreadableFileError } from './source-records.ts';
import { isDamagedCompression, UploadBrokenOffError } from './upload.ts';

/** The file is not the one of which a part has been imported. */
export class AnotherFileError extends Error {}

/** An import shows at least this often that it is alive, as long as bytes arrive. */
const touchEveryMilliseconds = 15_000;

export interface ImportSource {
  readonly run: ImportRunRow;
  /** What the run becomes again when it turns out that this is another file. */
  readonly before: Pick<ImportRunRow, 'status' | 'failure'> | null;
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly language: Language;
  /** Ends the import, to be resumed later; aborted by a TimeoutError where it has taken too long. */
  readonly signal: AbortSignal;
}

/** How far one run of an import has come. */
interface Reading {
  bytes: number;
  /** Records that are recorded, together with those of earlier runs. */
  lines: number;
}

/**
 * Reads a file as it arrives and records it batch by batch; the body is read no faster than the database takes it. Each batch is one
 * transaction together with the import's counts, so that an interrupted import resumes exactly behind its last batch: the file is sent
 * again, what is known is skipped, and a running hash tells a different file.
 */
export class ImportRunner {
  readonly #database: Database;
  readonly #events: EventBus;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #batches: BatchRecorder;

  constructor(dependencies: {
    readonly database: Database;
    readonly recorder: ActivitiesRecorder;
    readonly events: EventBus;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#database = dependencies.database;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
    this.#logger = dependencies.logger;
    this.#batches = new BatchRecorder(dependencies);
  }

  /** Runs until the file ends or the import does; how it ended stands in the run. Throws only AnotherFileError, before any change. */
  async run(source: ImportSource): Promise<void> {
    const { run, before, language } = source;
    const reading: Reading = { bytes: 0, lines: run.linesRead };
    const end = (status: ImportStatus, failure: string | null) => this.#end(run.id, { status, failure, reading });
    try {
      await this.#readAll(source, reading);
      await end('COMPLETED', null);
    } catch (error) {
      if (error instanceof EndedElsewhereError) return;
      if (error instanceof AnotherFileError) {
        await end(before?.status === 'FAILED' ? 'FAILED' : 'INTERRUPTED', before?.failure ?? null);
        throw error;
      }
      const { status, failure } = this.#endingAfter(error, source);
      await end(status, failure[language]);
    }
  }

  #endingAfter(error: unknown, { run, signal }: ImportSource): { status: ImportStatus; failure: LocalisedText } {
    if (error instanceof UnreadableFileError) return { status: 'FAILED', failure: error.reason };
    if (isDamagedCompression(error)) return { status: 'FAILED', failure: failures.damaged };
    if (error instanceof UploadBrokenOffError) return { status: 'INTERRUPTED', failure: failures.brokenOff };
    if (signal.aborted) return { status: 'INTERRUPTED', failure: tookTooLong(signal) ? failures.tooLong : failures.stopped };
    this.#logger.error({ err: error, importId: run.id }, 'An import broke off');
    return { status: 'INTERRUPTED', failure: failures.internal };
  }

  async #readAll({ run, bytes, language, signal }: ImportSource, reading: Reading): Promise<void> {
    const lines = readLines(this.#watched(bytes, run), (count) => {
      reading.bytes += count;
    });
    const mapper = new RecordMapper(run.settings);
    const file = run.format === 'CSV' ? await openCsv(lines, run.settings) : openNdjson(lines);
    if (file.columns !== null) mapper.checkHeader(file.columns);
    let known = run.linesRead;
    for await (const batch of batchesOf(file, known)) {
      signal.throwIfAborted();
      if (known > 0) {
        known -= batch.records.length;
        if (known === 0 && !batch.hash.equals(run.checkpointHash ?? Buffer.alloc(0))) throw new AnotherFileError();
        continue;
      }
      await this.#batches.record({ run, batch, mapper, language, linesBefore: reading.lines, bytesRead: reading.bytes });
      reading.lines += batch.records.length;
    }
    if (known > 0) throw new AnotherFileError();
  }

  /** Bytes that arrive show that the import is alive, also while no batch is full or all is known already. */
  async *#watched(bytes: AsyncIterable<Uint8Array>, { id }: ImportRunRow): AsyncGenerator<Uint8Array> {
    let touchedAt = this.#clock.now().getTime();
    for await (const chunk of bytes) {
      yield chunk;
      const now = this.#clock.now();
      if (now.getTime() - touchedAt < touchEveryMilliseconds) continue;
      if (!(await new ImportsRepository(this.#database.manager).touch(id, now))) throw new EndedElsewhereError();
      touchedAt = now.getTime();
    }
  }

  async #end(id: string, ending: { status: ImportStatus; failure: string | null; reading: Reading }): Promise<void> {
    const { status, failure, reading } = ending;
    const repository = new ImportsRepository(this.#database.manager);
    const at = { now: this.#clock.now(), bytesRead: reading.bytes, linesRead: reading.lines };
    if (await repository.end(id, { status, failure, ...at }))
      await this.#events.publish(importProgressed.event({ importId: id }));
  }
}

function tookTooLong({ reason }: AbortSignal): boolean {
  return reason instanceof DOMException && reason.name === 'TimeoutError';
}

const failures = {
  damaged: {
    GERMAN: 'Die gepackten Daten (gzip) sind beschädigt oder unvollständig.',
    ENGLISH: 'The compressed data (gzip) is damaged or incomplete.',
  },
  brokenOff: { GERMAN: 'Die Übertragung ist vorzeitig abgebrochen.', ENGLISH: 'The upload ended early.' },
  tooLong: {
    GERMAN: 'Der Import dauerte länger, als ein Import am Stück darf. Senden Sie dieselbe Datei noch einmal, um fortzufahren.',
    ENGLISH: 'The import took longer than one upload may. Send the same file again to go on.',
  },
  stopped: {
    GERMAN: 'Der Server wurde angehalten. Senden Sie dieselbe Datei noch einmal, um fortzufahren.',
    ENGLISH: 'The server was stopped. Send the same file again to go on.',
  },
  internal: {
    GERMAN: 'Ein interner Fehler. Senden Sie dieselbe Datei noch einmal, um fortzufahren.',
    ENGLISH: 'An internal error. Send the same file again to go on.',
  },
} as const satisfies Record<string, LocalisedText>;
