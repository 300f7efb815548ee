import type { Language, ParticipationStatus, Visibility } from '@fanfare/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of `ambassador`: one person's part in one programme. */
@Entity('ambassador')
export class AmbassadorRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'programme_id' })
  programmeId!: string;

  @Column('uuid', { name: 'person_id', nullable: true })
  personId!: string | null;

  @Column('text', { name: 'external_reference', nullable: true })
  externalReference!: string | null;

  @Column('text')
  name!: string;

  @Column('uuid', { name: 'department_id', nullable: true })
  departmentId!: string | null;

  @Column('uuid', { name: 'team_id', nullable: true })
  teamId!: string | null;

  @Column('text')
  status!: ParticipationStatus;

  @Column('text')
  visibility!: Visibility;

  @Column('text')
  language!: Language;

  @Column('boolean', { name: 'is_test_person' })
  isTestPerson!: boolean;

  @Column('boolean', { name: 'is_separator' })
  isSeparator!: boolean;

  @Column('timestamptz', { name: 'joined_at' })
  joinedAt!: Date;

  @Column('date', { name: 'paused_until', nullable: true })
  pausedUntil!: string | null;

  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt!: Date | null;

  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt!: Date | null;

  @Column('integer')
  version!: number;
}
