import type { Transaction } from '../../platform/database/database.ts';

/** What boards have to know when a member changes. */
export interface MemberChange {
  readonly programmeId: string;
  readonly ambassadorId: string;
  /** Whether the member stands on boards at all: takes part, active or paused, and is not hidden. */
  readonly isShown: boolean;
  readonly departmentId: string | null;
  /** Before the change; the same as `departmentId` when it stayed. */
  readonly previousDepartmentId: string | null;
  readonly teamId: string | null;
  /** Before the change; the same as `teamId` when it stayed. */
  readonly previousTeamId: string | null;
  readonly happenedAt: Date;
}

/** Keeps boards right from the same moment on in which somebody hides, returns, moves or leaves. The leaderboards implement it. */
export interface BoardMembership {
  /**
   * Called inside the transaction of every change of somebody who was a member before; who is new stands on no board yet. When it
   * throws, the change does not happen.
   */
  memberChanged(transaction: Transaction, change: MemberChange): Promise<void>;
  /** Called once inside the transaction in which people become members, for whom it concerns that their groups have grown. */
  membersJoined?(transaction: Transaction, joined: JoinedMembers): Promise<void>;
}

/** New members of one programme, by the departments and teams that they belong to from now on. */
export interface JoinedMembers {
  readonly programmeId: string;
  readonly groupIds: readonly string[];
}
