import { parentPort, workerData } from 'node:worker_threads';
import { Client } from 'pg';
import type { Query } from './history-reader.ts';
import { runSimulation } from './run-simulation.ts';
import type { SimulationMessage, SimulationTask } from './simulation-task.ts';

/**
 * The thread of one simulation. It only reads the database, over a connection of its own that may do nothing else, and tells the main
 * thread what it finds; after each batch it waits for a word to go on.
 */
const port = parentPort;
if (port === null) throw new Error('This runs as a worker thread');
const task: SimulationTask = workerData;

const client = new Client({
  connectionString: task.databaseUrl,
  application_name: 'fanfare simulation',
  options: '-c default_transaction_read_only=on',
  statement_timeout: 60_000,
});
await client.connect();
try {
  const query: Query = async (sql, parameters) => (await client.query(sql, [...parameters])).rows;
  const tell = (message: SimulationMessage) => port.postMessage(message);
  const result = await runSimulation(task, {
    query,
    onBatch: async (batch) => {
      const heard = new Promise<void>((resolve) => port.once('message', () => resolve()));
      tell({ type: 'BATCH', ...batch });
      await heard;
    },
  });
  tell({ type: 'RESULT', result });
} finally {
  await client.end();
}
