import type { Transaction } from '../../platform/database/database.ts';

/** A department or team under another name. */
export interface RenamedGroup {
  readonly programmeId: string;
  readonly scope: 'DEPARTMENT' | 'TEAM';
  readonly groupId: string;
}

/** Told of a new name in the transaction that gives it, so that what shows the old one is read again with its commit. */
export interface GroupNameWatch {
  groupRenamed(transaction: Transaction, group: RenamedGroup): Promise<void>;
}
