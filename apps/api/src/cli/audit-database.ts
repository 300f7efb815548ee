import { UnknownProgramme } from '../modules/audit/index.ts';
import { sqlStateOf } from '../platform/database/sql-errors.ts';
import type { AuditWords } from './audit-words.ts';
import { CommandFailure, systemErrorCode } from './problems.ts';

/** The address of the database to audit. Throws CommandFailure where there is none. */
export function databaseAddress(url: string | undefined, words: AuditWords): string {
  if (url === undefined) throw new CommandFailure(words.noDatabase);
  const right = words.noDatabase.slice(1);
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) throw new CommandFailure([words.wrongDatabase, ...right]);
  return url;
}

/** undefined_table, undefined_column, undefined_function */
const notOurSchema = new Set(['42P01', '42703', '42883']);

/** What kept an audit from running, as the person at the terminal can mend it. Throws the error itself where it is a bug. */
export function auditFailure(error: unknown, words: AuditWords): CommandFailure {
  if (error instanceof UnknownProgramme) return new CommandFailure(words.unknownProgramme(error.message));
  const state = sqlStateOf(error);
  if (state !== undefined && notOurSchema.has(state)) return new CommandFailure(words.noSchema);
  const code = state ?? systemErrorCode(error);
  if (code === undefined && !isConnectionProblem(error)) throw error;
  const message = error instanceof Error ? error.message : '';
  return new CommandFailure(words.unreachable(message || code || String(error)));
}

/** The driver gives problems of the connection itself neither a state nor a code. */
function isConnectionProblem(error: unknown): boolean {
  return error instanceof Error && /connection|timeout|SASL|password/i.test(error.message);
}
