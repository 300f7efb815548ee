import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { SimulationMessage, SimulationResult, SimulationTask } from './simulation-task.ts';

/** The thread ended without a result although nobody had asked it to. */
export class SimulationLostError extends Error {}

/** Beside the compiled file lies the compiled thread; where the sources run, the thread needs the loader that reads them too. */
const isSource = import.meta.url.endsWith('.ts');

function openThread(task: SimulationTask): Worker {
  if (!isSource) return new Worker(new URL('./simulation.worker.js', import.meta.url), { workerData: task });
  // Resolved by its place: as a module to require, the loader's own parts would not be found.
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'));
  const loader = new URL('dist/esm/api/index.mjs', tsx).href;
  const script = new URL('./simulation.worker.ts', import.meta.url).href;
  const code = `import { register } from '${loader}'; register(); await import('${script}');`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    workerData: task,
    execArgv: ['--conditions=fanfare-source'],
  });
}

/**
 * Runs a simulation in a thread of its own, so that the event loop never waits for it. `onBatch` is called batch by batch; when it gives
 * false, or the signal is aborted, the thread ends and the result is null. Throws what the thread threw.
 */
export async function runInThread(
  task: SimulationTask,
  control: {
    readonly signal: AbortSignal;
    readonly onBatch: (batch: Extract<SimulationMessage, { type: 'BATCH' }>) => Promise<boolean>;
  },
): Promise<SimulationResult | null> {
  const { signal, onBatch } = control;
  const worker = openThread(task);
  const end = () => void worker.terminate();
  signal.addEventListener('abort', end, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => (signal.aborted ? resolve(null) : reject(new SimulationLostError('The thread ended'))));
      worker.on('message', (message: SimulationMessage) => {
        if (message.type === 'RESULT') return resolve(message.result);
        onBatch(message).then((goesOn) => (goesOn ? worker.postMessage('go on') : resolve(null)), reject);
      });
    });
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}
