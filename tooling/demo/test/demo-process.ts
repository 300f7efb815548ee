import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const script = path.join(folder, 'run-start.ts');
/** tsx applies compiler options, decorators among them, only to the files that a configuration includes. */
const compilerOptions = { TSX_TSCONFIG_PATH: path.join(folder, 'tsconfig.process.json') };

/** `start` in a process of its own, from the sources. */
export class DemoProcess {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #ended: Promise<unknown>;
  output = '';
  problems = '';

  constructor(root: string, variables: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '' } = process.env;
    this.#child = spawn(process.execPath, ['--conditions=fanfare-source', '--import=tsx', script, root], {
      cwd: path.resolve(folder, '..'),
      env: { PATH, HOME, ...compilerOptions, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout.on('data', (chunk) => {
      this.output += chunk;
    });
    this.#child.stderr.on('data', (chunk) => {
      this.problems += chunk;
    });
    this.#ended = once(this.#child, 'exit');
  }

  /** Resolves when it says that it is ready. */
  ready(): Promise<void> {
    return this.says('Ctrl-C ends everything');
  }

  /** Resolves when its output contains the text; rejects when it ends before. */
  async says(text: string): Promise<void> {
    while (!this.output.includes(text)) {
      if (this.#child.exitCode !== null) throw new Error(`It ended: ${this.output}${this.problems}`);
      await Promise.race([once(this.#child.stdout, 'data'), this.#ended]);
    }
  }

  /** Sends a signal, unless it has ended, and gives the exit code; null when the signal ended it. */
  async end(signal: NodeJS.Signals): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill(signal);
    return this.exitCode();
  }

  /** Resolves when it ended by itself. */
  async exitCode(): Promise<number | null> {
    await this.#ended;
    return this.#child.exitCode;
  }
}
