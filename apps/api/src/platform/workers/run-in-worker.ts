import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

/** What a worker says to the thread that started it. */
export type WorkerMessage<Progress, Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result };

/** What a worker is started with. */
export interface WorkerStart<Input> {
  readonly input: Input;
  /** One number, 0 until somebody asks the worker to stop. */
  readonly stopFlag: Int32Array;
}

/** Work that goes on in a thread of its own, so that this one keeps answering requests. */
export interface WorkerRun<Result> {
  /** Rejects when the worker fails, and when it ends without a result. */
  readonly result: Promise<Result>;
  /** Asks the worker to stop soon; what it then answers is its own matter. */
  stop(): void;
  /** Ends the thread whatever it does. */
  kill(): Promise<void>;
}

/** Runs a module of `defineWorker` in a thread of its own. `module` is the URL of the file without its extension. */
export function runInWorker<Input, Progress, Result>(options: {
  readonly module: URL;
  readonly input: Input;
  readonly onProgress?: (progress: Progress) => void;
}): WorkerRun<Result> {
  const stopFlag = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const workerData: WorkerStart<Input> = { input: options.input, stopFlag };
  const worker = startThread(`${options.module.href}${ownExtension}`, workerData);
  const result = new Promise<Result>((resolve, reject) => {
    worker.on('message', (message: WorkerMessage<Progress, Result>) => {
      if (message.kind === 'done') resolve(message.result);
      else options.onProgress?.(message.progress);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`The worker ended with code ${code} before it had a result`)));
  });
  return {
    result,
    stop: () => void Atomics.store(stopFlag, 0, 1),
    kill: async () => void (await worker.terminate()),
  };
}

const ownExtension = fileURLToPath(import.meta.url).endsWith('.ts') ? '.ts' : '.js';

/** A thread knows nothing of how its process learnt to read TypeScript, so that it learns it anew; built, there is none to read. */
function startThread(file: string, workerData: unknown): Worker {
  if (ownExtension === '.js') return new Worker(new URL(file), { workerData });
  // `require` finds the CommonJS twin; the module beside it is the one that threads can register.
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  ).href;
  const source = `import('${loader}').then(({ register }) => { register(); return import('${file}'); });`;
  return new Worker(source, { eval: true, workerData, execArgv: ['--conditions=fanfare-source'] });
}
