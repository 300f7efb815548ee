import path from 'node:path';

/** Where the private sample of posting histories lies: FANFARE_SHARED_DATA, else beside the repository. */
export function dataFolder(packageFolder: string): string {
  return process.env['FANFARE_SHARED_DATA'] ?? path.resolve(packageFolder, '../../../shared/data');
}
