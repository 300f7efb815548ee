import { type DestinationStream, type LoggerOptions, pino, stdSerializers } from 'pino';

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

/** What PostgreSQL quotes of the data: `detail` and `where` whole, in a message what stands in quotes behind a colon. */
const quotedValue = /: ".*"/gs;

/**
 * An error as it is logged. Of one that the database reported neither the parameters of the statement nor the values that its words
 * quote, for those are names and texts of people; state, constraint and statement say enough.
 */
function errorFacts(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name: type, message, stack } = error;
  if (!('driverError' in error || 'severity' in error)) return stdSerializers.err(error);
  const { code, severity, constraint, table, column, routine, query } = { ...error } as Readonly<Record<string, unknown>>;
  const withoutValues = (text: string) => text.replaceAll(quotedValue, ': "[not logged]"');
  return {
    ...{ type, message: withoutValues(message), stack: withoutValues(stack ?? '') },
    ...{ code, severity, constraint, table, column, routine, query },
  };
}

const loggerOptions: LoggerOptions = {
  serializers: { err: errorFacts },
  redact: {
    paths: secretPaths.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '[not logged]',
  },
  formatters: { level: (label) => ({ level: label }) },
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  base: null,
};

/** Lines are written together, at the latest after so many milliseconds, and when the process ends. */
const flushMilliseconds = 100;
/** The destination counts with each line what waits for the same write: more than this costs more than fewer writes save. */
const bufferBytes = 8 * 1024;

/** Logs one JSON object a line; to standard output unless a destination is given. */
export function createLogger(level: LogLevel, destination?: DestinationStream) {
  const standardOutput = () =>
    pino.destination({ sync: false, minLength: bufferBytes, maxWrite: 2 * bufferBytes, periodicFlush: flushMilliseconds });
  return pino({ ...loggerOptions, level }, destination ?? standardOutput());
}
