import type { Transaction } from '../../platform/database/database.ts';

/** Keeps what hangs on a programme right from the same moment on in which the programme changes. The standings implement it. */
export interface ProgrammeWatch {
  /** Called inside the transaction of every change of a programme's settings. When it throws, the change does not happen. */
  programmeChanged(transaction: Transaction, change: { readonly programmeId: string }): Promise<void>;
  /** Called inside the transaction that adds a season, which may hold points already. */
  seasonAdded(transaction: Transaction, change: { readonly programmeId: string; readonly now: Date }): Promise<void>;
}
