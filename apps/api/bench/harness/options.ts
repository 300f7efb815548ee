import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** The sizes of the targets instead of those of a quick run. */
  readonly full: boolean;
  /** The benchmarks to run; all when empty. */
  readonly only: readonly string[];
  /** The folder that takes the figures as JSON. */
  readonly results: string;
  /** A folder for CPU profiles of the API, one for each of its processes; none unless told. */
  readonly profile: string | undefined;
}

/** Reads the command line. Throws a TypeError that names what it does not know. */
export function readOptions(parameters: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: parameters.filter((parameter) => parameter !== '--'),
    options: {
      full: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      results: { type: 'string', default: 'bench-results' },
      profile: { type: 'string' },
    },
  });
  return { full: values.full, only: values.only, results: values.results, profile: values.profile };
}
