import { type DestinationStream, type LoggerOptions, pino } from 'pino';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Structured logging: an object of facts, then a sentence. Facts never are personal data: ids of rows, never names or addresses. */
export type Logger = ReturnType<typeof createLogger>;

/** What must not appear even when somebody logs a whole object: credentials, and what tells who a person is. */
const secretPaths = [
  'authorization',
  'cookie',
  'token',
  'secret',
  'password',
  'name',
  'displayName',
  'subject',
  'email',
  'handle',
];

const loggerOptions: LoggerOptions = {
  redact: {
    paths: secretPaths.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '[not logged]',
  },
  formatters: { level: (label) => ({ level: label }) },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  base: null,
};

/** Logs one JSON object a line; to standard output unless a destination is given. */
export function createLogger(level: LogLevel, destination?: DestinationStream) {
  return destination === undefined ? pino({ ...loggerOptions, level }) : pino({ ...loggerOptions, level }, destination);
}
