export {
  type Environment,
  EnvironmentError,
  type EnvironmentSource,
  environmentVariables,
  readEnvironment,
} from './env.ts';
export type { Clock } from './platform/clock.ts';
export { createLogger, type Logger } from './platform/logger.ts';
export { type RunningServer, type ServerOptions, startServer } from './server.ts';
export { startupProblem } from './startup-problem.ts';
