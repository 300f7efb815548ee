import { statfsSync } from 'node:fs';

/** An expected failure: its message is the one line that a person reads. */
export class Problem extends Error {}

/** Below this a disk counts as full when something failed. */
const fullBelowBytes = 8 * 1024 * 1024;

export const noNetwork =
  'The npm registry cannot be reached: the first start needs a network (or npm configured for your registry or proxy).';

/** @type {readonly (readonly [RegExp, (where: string) => string])[]} */
const causes = [
  [
    /ENOSPC|EDQUOT|No space left on device|Disk quota exceeded|os error 28\b/,
    (where) => `The disk that holds ${where} is full: free about 2 GB.`,
  ],
  [/EROFS|Read-only file system|os error 30\b/, (where) => `${where} is read-only: put the checkout where it can be written.`],
  [
    /EACCES|EPERM|Permission denied|os error 13\b/,
    (where) => `${where} cannot be written by this account: start as its owner, or change its rights.`,
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request|error sending request|dns error/i,
    () => noNetwork,
  ],
];

/**
 * The line for what a step printed or threw, or undefined when nothing known is in it.
 *
 * @param {string} text
 * @param {string} where the folder that was written to
 */
export function explain(text, where) {
  if (freeBytes(where) < fullBelowBytes) return causes[0]?.[1](where);
  return causes.find(([pattern]) => pattern.test(text))?.[1](where);
}

/** @param {string} directory */
function freeBytes(directory) {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
}

/**
 * Runs a command of the house; an expected failure becomes one line and exit code 1, a bug keeps its stack.
 *
 * @param {string} root
 * @param {() => Promise<void>} command
 */
export async function reportProblems(root, command) {
  try {
    await command();
  } catch (error) {
    const line = error instanceof Problem ? error.message : isSystemError(error) ? explain(String(error), root) : undefined;
    if (line === undefined) throw error;
    console.error(`fanfare: ${line}`);
    process.exitCode = 1;
  }
}

/** @param {unknown} error */
function isSystemError(error) {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}
