import type { EntityManager } from 'typeorm';

/** What boards have to know when a member changes. */
export interface MemberChange {
  readonly programmeId: string;
  readonly ambassadorId: string;
  /** Whether the member stands on boards at all: takes part, active or paused, and is not hidden. */
  readonly isShown: boolean;
  readonly departmentId: string | null;
  /** Before the change; the same as `departmentId` when it stayed. */
  readonly previousDepartmentId: string | null;
  readonly happenedAt: Date;
}

/** Keeps boards right from the same moment on in which somebody joins, hides, moves or leaves. The leaderboards implement it. */
export interface BoardMembership {
  /** Called inside the transaction of the change: when it throws, the change does not happen. */
  memberChanged(manager: EntityManager, change: MemberChange): Promise<void>;
}
