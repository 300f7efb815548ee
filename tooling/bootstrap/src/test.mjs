import { availableParallelism } from 'node:os';
import { runChecks } from './checks.mjs';
import { machineDescription } from './machine.mjs';
import { root, workspacePackages } from './paths.mjs';
import { build, prepare, turbo } from './prepare.mjs';
import { reportProblems } from './problems.mjs';
import { runVisibly } from './steps.mjs';
import { addTotals, forgetTotals, totalsLine } from './totals.mjs';

/** Checks first, because they are quick; every failed check counts as one failed test. */
export function run() {
  return reportProblems(root, async () => {
    const toolchain = await prepare();
    await build(toolchain);
    const checks = await runChecks(toolchain.environment);
    const succeeded = await runTests(toolchain.environment);
    const { silent, ...tests } = addTotals(workspacePackages());
    for (const name of silent) console.error(`${name} wrote no totals: its tests broke off, or did not run`);
    for (const title of checks.failed) console.error(`Check failed: ${title}`);
    const totals = { ...tests, failed: tests.failed + checks.failed.length };
    if (!succeeded && totals.failed === 0) totals.failed = 1;
    if (totals.failed > 0) process.exitCode = 1;
    console.log(`\n${totalsLine(totals)}`);
  });
}

/** @param {NodeJS.ProcessEnv} environment */
function runTests(environment) {
  forgetTotals(workspacePackages());
  return runVisibly({
    program: turbo,
    parameters: ['run', 'test', '--continue', `--concurrency=${availableParallelism()}`],
    environment: { ...environment, FANFARE_TEST_TOOLS: machineDescription() },
  });
}
