import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Writes the runner's own totals to test-results/totals.json beside the package, where `npm test` adds them up. */
export default class TotalsReporter {
  constructor(globalConfig) {
    this.file = path.join(globalConfig.rootDir, 'test-results', 'totals.json');
  }

  onRunComplete(_contexts, results) {
    const totals = {
      passed: results.numPassedTests,
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    mkdirSync(path.dirname(this.file), { recursive: true });
    writeFileSync(this.file, `${JSON.stringify(totals, null, 2)}\n`);
  }
}
