import { EnvironmentError, startupProblem } from '@fanfare/api';
import { LocalPostgresError } from '@fanfare/local-postgres';
import { DemoError } from '../errors.ts';

/** Says in lines for a person why a start failed; an unexpected failure keeps its stack. */
export function problemLines(error: unknown, directory: string): readonly string[] {
  if (error instanceof EnvironmentError) return error.lines;
  if (error instanceof DemoError || error instanceof LocalPostgresError) return [error.message];
  const { code, path } = error as Partial<NodeJS.ErrnoException>;
  if (path !== undefined) {
    if (code === 'ENOSPC' || code === 'EDQUOT') return [`No space is left for ${directory}: make room and start again.`];
    if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
      return [`${path} cannot be written (${code}): give this account the right to write there.`];
  }
  return [startupProblem(error)];
}
