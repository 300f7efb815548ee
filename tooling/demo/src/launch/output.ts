/** Where a start reports to a person. */
export interface Output {
  /** What is going on. */
  progress(line: string): void;
  /** What went wrong, and what to do. */
  problem(line: string): void;
}

/** Lines on the terminal, plain where there is none. */
export const terminalOutput: Output = {
  progress: (line) => {
    process.stdout.write(`${line}\n`);
  },
  problem: (line) => {
    process.stderr.write(`fanfare: ${line}\n`);
  },
};
