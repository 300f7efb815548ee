/** A named group inside of a department or across departments; everybody belongs to one at most. */
export interface TeamRecord {
  readonly id: string;
  readonly programmeId: string;
  /** Null for a team across departments. */
  readonly departmentId: string | null;
  readonly name: string;
  readonly createdAt: Date;
  /** From then on nobody belongs to it any more; its past boards stay. */
  readonly archivedAt: Date | null;
}
