import type { Language } from '@fanfare/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Somebody who signed in at least once, or was given a role before doing so. */
@Entity('person')
export class PersonRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  issuer!: string;

  @Column('text')
  subject!: string;

  @Column('text', { nullable: true })
  name!: string | null;

  @Column('text', { nullable: true })
  language!: Language | null;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt!: Date;
}
