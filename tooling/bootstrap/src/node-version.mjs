/* Parsed by old releases of Node: no syntax later than ES2017 here. */

/** The first release that has everything the house uses. */
const minimumMajor = 20;
const minimumMinor = 19;

/**
 * The line for a Node that is too old, or an empty string.
 *
 * @param {string} version such as "18.20.4"
 */
export function nodeProblem(version) {
  const parts = version.split('.').map(Number);
  const major = parts[0] || 0;
  const isOld = major < minimumMajor || (major === minimumMajor && (parts[1] || 0) < minimumMinor);
  if (!isOld) return '';
  return `Fanfare needs Node ${minimumMajor}.${minimumMinor} or newer; this is ${version}. Get one from https://nodejs.org`;
}

/**
 * Says so and fails the process when Node is too old.
 *
 * @param {string} version
 */
export function tellWhenTooOld(version) {
  const problem = nodeProblem(version);
  if (problem === '') return false;
  console.error(`fanfare: ${problem}`);
  process.exitCode = 1;
  return true;
}
