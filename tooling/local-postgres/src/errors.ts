/** Why a local PostgreSQL could not be started; each comes with one line a person can act on. */
export type LocalPostgresErrorCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'IN_USE'
  | 'NOT_OWNER'
  | 'DISK_FULL'
  | 'NOT_WRITABLE'
  | 'OTHER_VERSION'
  | 'START_FAILED';

/** An expected failure of {@link startLocalPostgres}; `message` is one line that says what happened and what to do. */
export class LocalPostgresError extends Error {
  readonly code: LocalPostgresErrorCode;

  constructor(code: LocalPostgresErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'LocalPostgresError';
    this.code = code;
  }
}

function systemCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : undefined;
}

/** Turns a file system error below `directory` into the line for it; returns anything else unchanged. */
export function explainFileError(error: unknown, directory: string): unknown {
  switch (systemCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(directory, error);
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    // Node's recursive mkdir reports a read-only disk as a missing parent.
    case 'ENOENT':
      return notWritable(directory, error);
    default:
      return error;
  }
}

/** Turns what PostgreSQL printed before it gave up into the line for it. */
export function explainOutput(output: string, directory: string): LocalPostgresError {
  if (/No space left on device|Disk quota exceeded/.test(output)) return diskFull(directory);
  if (/Read-only file system|Permission denied/.test(output)) return notWritable(directory);
  const reason = output
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /FATAL|PANIC|error/i.test(line))
    .at(-1);
  return new LocalPostgresError(
    'START_FAILED',
    `The local PostgreSQL did not start: ${reason ?? (output.trim().split('\n').at(-1) || 'it printed no reason')} (data in ${directory})`,
  );
}

function diskFull(directory: string, cause?: unknown): LocalPostgresError {
  return new LocalPostgresError(
    'DISK_FULL',
    `The disk that holds ${directory} is full: free about 200 MB for the local PostgreSQL.`,
    {
      cause,
    },
  );
}

function notWritable(directory: string, cause?: unknown): LocalPostgresError {
  return new LocalPostgresError(
    'NOT_WRITABLE',
    `The local PostgreSQL cannot write to ${directory}: make the folder writable, or set DATABASE_URL to a PostgreSQL of your own.`,
    { cause },
  );
}
