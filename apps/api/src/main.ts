import closeWithGrace from 'close-with-grace';
import { EnvironmentError, processEnvironment } from './env.ts';
import { startServer } from './server.ts';
import { startupProblem } from './startup-problem.ts';

try {
  const environment = processEnvironment();
  const server = await startServer({ environment });
  closeWithGrace({ delay: environment.SHUTDOWN_SECONDS * 1000 }, async ({ err }) => {
    if (err !== undefined) process.exitCode = 1;
    await server.stop();
  });
} catch (error) {
  const lines = error instanceof EnvironmentError ? error.lines : [startupProblem(error)];
  for (const line of lines) process.stderr.write(`fanfare: ${line}\n`);
  process.exitCode = 1;
}
