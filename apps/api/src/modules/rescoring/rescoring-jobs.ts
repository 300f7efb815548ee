import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { type JobDefinition, type JobQueue, requestedJob } from '../../platform/jobs/job.ts';
import type { Logger } from '../../platform/logger.ts';
import { runInWorker } from '../../platform/workers/run-in-worker.ts';
import { rescoringUpdated } from './rescoring.events.ts';
import { RescoringRepository, type RescoringRow } from './rescoring.repository.ts';
import { bookNextPeople } from './rescoring-booking.ts';
import { touchEveryMilliseconds } from './rescoring-status.ts';
import type { Preview, PreviewBatch, PreviewTask } from './run-preview.ts';

const data = z.object({ rescoringId: z.uuid() });
type RescoringData = z.infer<typeof data>;

/** A run of the booking asks for the next run after so long. */
const turnMilliseconds = 10_000;
const bookingLimitSeconds = 30;
const previewLimitSeconds = 900;
const previewRetries = 2;

interface Parts {
  readonly database: Database;
  readonly jobs: JobQueue;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly databaseUrl: string;
}

/** The work of rescorings beside requests. */
export interface RescoringJobs {
  readonly preview: JobDefinition<RescoringData>;
  readonly book: JobDefinition<RescoringData>;
}

export function createRescoringJobs(parts: Parts): RescoringJobs {
  const preview = requestedJob({
    name: 'rescoring.preview',
    description: 'Finds out what a rescoring would change',
    data,
    retry: { limit: previewRetries, delaySeconds: 5 },
    timeLimitSeconds: previewLimitSeconds,
    run: ({ data: { rescoringId }, attempt, signal }) => previewOnce(parts, { rescoringId, attempt, signal }),
  });
  // A node that dies costs no more than the rest of its turn: then another one goes on.
  const book = requestedJob({
    name: 'rescoring.book',
    description: 'Books a rescoring, some people after the others',
    data,
    retry: { limit: 10, delaySeconds: 2 },
    timeLimitSeconds: bookingLimitSeconds,
    async run({ data: { rescoringId }, signal }) {
      const end = performance.now() + turnMilliseconds;
      while (!signal.aborted && performance.now() < end) if (!(await bookNextPeople(parts, rescoringId))) return;
      await parts.database.transaction(({ manager }) => parts.jobs.enqueue(manager, book, { data: { rescoringId } }));
    },
  });
  return { preview, book };
}

interface PreviewRun {
  readonly rescoringId: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
}

async function previewOnce(parts: Parts, run: PreviewRun): Promise<void> {
  const { rescoringId, attempt, signal } = run;
  const { clock, logger } = parts;
  const row = await write(parts, rescoringId, async (repository) => {
    const begun = await repository.begin(rescoringId, clock.now());
    return begun ? repository.find(rescoringId) : null;
  });
  if (row === null) return;
  try {
    const preview = await findOut(parts, { row, signal });
    if (preview !== null)
      await write(parts, rescoringId, (repository) => repository.keepPreview(rescoringId, { ...preview, now: clock.now() }));
  } catch (error) {
    if (signal.aborted || attempt <= previewRetries) throw error;
    logger.error({ err: error, rescoringId }, 'A preview of a rescoring failed');
    await write(parts, rescoringId, (repository) => repository.end(rescoringId, { status: 'FAILED', now: clock.now() }));
  }
}

/** In a thread of its own; null where somebody cancelled the preview. */
async function findOut(
  parts: Parts,
  { row, signal }: { readonly row: RescoringRow; readonly signal: AbortSignal },
): Promise<Preview | null> {
  const { clock, databaseUrl } = parts;
  const { id, programmeId, ruleSetVersion, from, until } = row;
  const keepBatch = (batch: PreviewBatch) =>
    write(parts, id, (repository) => repository.advance(id, { ...batch, now: clock.now() }));
  let written: Promise<boolean> = Promise.resolve(true);
  const work = runInWorker<PreviewTask, PreviewBatch, Preview>({
    module: new URL('./preview.worker', import.meta.url),
    input: {
      ...{ databaseUrl, programmeId, now: clock.now().getTime() },
      span: { ruleSetVersion, from: from.getTime(), until: until.getTime() },
    },
    onProgress: (batch) => {
      written = written.then(async (goesOn) => goesOn && (await keepBatch(batch)));
      written.then(
        (goesOn) => (goesOn ? undefined : work.kill()),
        () => work.kill(),
      );
    },
  });
  const alive = setInterval(() => void showAlive(parts, id), touchEveryMilliseconds);
  const stop = () => void work.kill();
  signal.addEventListener('abort', stop, { once: true });
  try {
    const preview = await work.result.catch(async (error: unknown) => {
      // A thread that was ended because its preview had ended has nothing to answer for.
      if (await written) throw error;
      return null;
    });
    return (await written) ? preview : null;
  } finally {
    clearInterval(alive);
    signal.removeEventListener('abort', stop);
    await work.kill();
  }
}

async function showAlive({ database, clock, logger }: Parts, rescoringId: string): Promise<void> {
  try {
    await new RescoringRepository(database.manager).touch(rescoringId, clock.now());
  } catch (error) {
    logger.warn({ err: error, rescoringId }, 'A preview of a rescoring could not show that it is alive');
  }
}

/** One transaction after which who follows the rescoring looks again. */
function write<Result>(
  { database }: Parts,
  rescoringId: string,
  work: (repository: RescoringRepository) => Promise<Result>,
): Promise<Result> {
  return database.transaction(async (transaction) => {
    transaction.announce(rescoringUpdated.event({ rescoringId }));
    return work(new RescoringRepository(transaction.manager));
  });
}
