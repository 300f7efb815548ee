/** A department as use cases see it. */
export interface DepartmentRecord {
  readonly id: string;
  readonly programmeId: string;
  /** Its short name in files and addresses, unique in the programme. */
  readonly key: string;
  readonly name: string;
}
