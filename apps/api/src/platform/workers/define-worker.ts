import { parentPort, workerData } from 'node:worker_threads';
import type { WorkerMessage, WorkerStart } from './run-in-worker.ts';

/** What the work may do while it runs. */
export interface WorkerControl<Progress> {
  report(progress: Progress): void;
  /** Whether somebody asked the work to stop; cheap, ask it often. */
  shouldStop(): boolean;
}

/**
 * Makes the file that calls it a worker: does the work with the input that it was started with, and answers with the result. The thread ends
 * with what the work throws.
 */
export function defineWorker<Input, Progress, Result>(
  work: (input: Input, control: WorkerControl<Progress>) => Result | Promise<Result>,
): void {
  if (parentPort === null) throw new Error('This file is started in a worker thread only');
  const port = parentPort;
  const { input, stopFlag } = workerData as WorkerStart<Input>;
  const send = (message: WorkerMessage<Progress, Result>) => port.postMessage(message);
  const control: WorkerControl<Progress> = {
    report: (progress) => send({ kind: 'progress', progress }),
    shouldStop: () => Atomics.load(stopFlag, 0) !== 0,
  };
  const done = work(input, control);
  if (done instanceof Promise) void done.then((result: Result) => send({ kind: 'done', result }));
  else send({ kind: 'done', result: done });
}
