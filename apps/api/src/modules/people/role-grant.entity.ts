import type { ProgrammeRole } from '@fanfare/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Roles that are granted; being an ambassador follows from having joined. */
export type GrantableRole = Exclude<ProgrammeRole, 'AMBASSADOR'>;

/** One role of one person in one programme, with its history: a revoked grant stays. */
@Entity('role_grant')
export class RoleGrantRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'programme_id' })
  programmeId!: string;

  @Column('uuid', { name: 'person_id' })
  personId!: string;

  @Column('text')
  role!: GrantableRole;

  /** The department of a COMMUNICATOR, null for the other roles. */
  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId!: string | null;

  @Column('timestamptz', { name: 'granted_at' })
  grantedAt!: Date;

  @Column('uuid', { name: 'granted_by', nullable: true })
  grantedBy!: string | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  @Column('uuid', { name: 'revoked_by', nullable: true })
  revokedBy!: string | null;
}
