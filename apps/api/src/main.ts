import { EnvironmentError, processEnvironment } from './env.ts';
import { startServer } from './server.ts';
import { startupProblem } from './startup-problem.ts';
import { stopWithGrace } from './stop-with-grace.ts';

try {
  const environment = processEnvironment();
  const server = await startServer({ environment });
  stopWithGrace({ stop: () => server.stop(), milliseconds: environment.SHUTDOWN_SECONDS * 1000 });
} catch (error) {
  const lines = error instanceof EnvironmentError ? error.lines : [startupProblem(error)];
  for (const line of lines) process.stderr.write(`fanfare: ${line}\n`);
  process.exitCode = 1;
}
