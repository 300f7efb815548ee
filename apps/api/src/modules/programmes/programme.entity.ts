import type { JoinPolicy, Language, ProgrammeStatus, Visibility } from '@fanfare/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('programme')
export class ProgrammeRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  key!: string;

  @Column('text')
  name!: string;

  @Column('text')
  status!: ProgrammeStatus;

  /** IANA name; every day, week and month of the programme is one of this zone. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('text')
  language!: Language;

  /** Without the leading #, as written. */
  @Column('text', { array: true })
  hashtags!: string[];

  @Column('text', { name: 'join_policy' })
  joinPolicy!: JoinPolicy;

  /** SHA-256 of the code that joining takes; null while nobody can be invited. */
  @Column('bytea', { name: 'invitation_code_hash', nullable: true })
  invitationCodeHash!: Buffer | null;

  @Column('integer', { name: 'minimum_group_size' })
  minimumGroupSize!: number;

  @Column('text', { name: 'default_visibility' })
  defaultVisibility!: Visibility;

  @Column('text', { name: 'consent_version' })
  consentVersion!: string;

  @Column('text', { name: 'consent_text_german' })
  consentTextGerman!: string;

  @Column('text', { name: 'consent_text_english' })
  consentTextEnglish!: string;

  @Column('boolean')
  monetary!: boolean;

  /** How long after its end a period still takes facts, in hours. */
  @Column('integer', { name: 'grace_hours' })
  graceHours!: number;

  /** Kinds of boards that are switched on; what begins so is the database's default. */
  @Column({ type: 'text', array: true, insert: false })
  boards!: string[];

  /** Key of the pseudonyms: who knows it could tell whom a pseudonym stands for. It never leaves the API. */
  @Column('bytea', { name: 'pseudonym_secret', select: false })
  pseudonymSecret!: Buffer;

  @Column('integer')
  version!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;
}
