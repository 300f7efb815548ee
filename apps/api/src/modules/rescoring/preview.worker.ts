import { DataSource } from 'typeorm';
import { defineWorker } from '../../platform/workers/define-worker.ts';
import { type Preview, type PreviewBatch, type PreviewTask, runPreview } from './run-preview.ts';

/**
 * The thread of one preview. It looks at one state of the database, in one transaction on a connection of its own that may only read, so that
 * what it finds belongs to one end of the ledger however long it takes.
 */
defineWorker<PreviewTask, PreviewBatch, Preview>(async (task, control) => {
  const source = await new DataSource({
    type: 'postgres',
    url: task.databaseUrl,
    applicationName: 'fanfare rescoring preview',
    poolSize: 1,
    extra: { options: '-c default_transaction_read_only=on', statement_timeout: 60_000 },
  }).initialize();
  try {
    return await source.transaction('REPEATABLE READ', (manager) =>
      runPreview(task, { manager, onBatch: (batch) => control.report(batch) }),
    );
  } finally {
    await source.destroy();
  }
});
