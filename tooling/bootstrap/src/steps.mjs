import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { keptDirectory, root } from './paths.mjs';
import { explain, Problem } from './problems.mjs';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const frameMilliseconds = 100;
const quietLines = 15;
const tailBytes = 64 * 1024;

/** @param {number} since */
function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/**
 * Shows that a step goes on: a moving line on a terminal, one line at its begin elsewhere.
 *
 * @param {string} title
 */
function showStep(title) {
  const begun = performance.now();
  let note = '';
  let frame = 0;
  const draw = () => {
    frame += 1;
    const line = `${frames[frame % frames.length]} ${title} ${seconds(begun)}  ${note}`;
    process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
  };
  const timer = process.stdout.isTTY ? setInterval(draw, frameMilliseconds) : undefined;
  if (timer === undefined) console.log(`${title} ...`);
  return {
    /** @param {string} line */
    note: (line) => {
      note = line;
    },
    /** @param {string} outcome */
    end: (outcome) => {
      clearInterval(timer);
      console.log(`${timer === undefined ? '' : '\r\x1b[2K'}${title}: ${outcome} (${seconds(begun)})`);
    },
  };
}

/**
 * Runs a program as a named step. Its output goes to .fanfare/logs; the end of it is shown when the step fails.
 *
 * @param {{ title: string, program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv }} step
 * @throws {Problem} with the likely cause when the program fails
 */
export async function runStep({ title, program, parameters, environment }) {
  const log = logFile(title);
  const shown = showStep(title);
  const { failed, output } = await runCaptured({ program, parameters, environment, log, onLine: shown.note });
  shown.end(failed ? 'failed' : 'done');
  if (!failed) return;
  const cause = explain(output, root);
  if (cause === undefined) console.error(output.trimEnd().split('\n').slice(-quietLines).join('\n'));
  throw new Problem(cause ?? `${title} failed; all it printed is in ${path.relative(root, log)}`);
}

/** @param {string} title */
function logFile(title) {
  const directory = path.join(keptDirectory, 'logs');
  mkdirSync(directory, { recursive: true });
  return path.join(directory, `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.log`);
}

/**
 * @param {{ program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv, log: string, onLine: (line: string) => void }} options
 * @returns {Promise<{ failed: boolean, output: string }>} the end of what it printed
 */
function runCaptured({ program, parameters, environment, log, onLine }) {
  return new Promise((resolve) => {
    const file = createWriteStream(log);
    // A disk without room for the log shows in the step itself.
    file.on('error', () => undefined);
    const child = spawn(program, parameters, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    endTogether(child);
    let output = '';
    const take = (/** @type {Buffer} */ chunk) => {
      file.write(chunk);
      output = (output + chunk.toString('utf8')).slice(-tailBytes);
      onLine(output.trimEnd().split('\n').at(-1)?.trim() ?? '');
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => resolve({ failed: true, output: `${output}\n${error}` }));
    child.on('close', (code) => {
      file.end();
      resolve({ failed: code !== 0, output });
    });
  });
}

/**
 * Passes on what a service manager or a closed terminal sends to this process alone; Ctrl-C reaches both by itself.
 *
 * @param {import('node:child_process').ChildProcess} child
 */
function endTogether(child) {
  const end = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(signal);
    process.exit(1);
  };
  const signals = /** @type {const} */ (['SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, end);
  child.once('close', () => {
    for (const signal of signals) process.off(signal, end);
  });
}

/**
 * Runs a program that shows its own progress.
 *
 * @param {{ program: string, parameters: readonly string[], environment: NodeJS.ProcessEnv }} command
 * @returns {Promise<boolean>} whether it succeeded
 */
export function runVisibly({ program, parameters, environment }) {
  return new Promise((resolve) => {
    const child = spawn(program, parameters, { cwd: root, env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
    endTogether(child);
    child.on('error', (error) => {
      console.error(String(error));
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  });
}
