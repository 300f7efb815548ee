import { runChecks } from './checks.mjs';
import { root } from './paths.mjs';
import { prepare } from './prepare.mjs';
import { Problem, reportProblems } from './problems.mjs';

export function run() {
  return reportProblems(root, async () => {
    const { environment } = await prepare();
    const { passed, failed } = await runChecks(environment);
    console.log(`\nChecks: ${passed.length} passed, ${failed.length} failed`);
    if (failed.length > 0) throw new Problem(`failed: ${failed.join('; ')}`);
  });
}
