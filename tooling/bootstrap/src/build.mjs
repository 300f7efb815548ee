import { root } from './paths.mjs';
import { build, prepare } from './prepare.mjs';
import { reportProblems } from './problems.mjs';

export function run() {
  return reportProblems(root, async () => build(await prepare()));
}
