import type { Channel } from '@fanfare/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A row of `social_profile`: where an ambassador posts. A handle of a channel belongs to one ambassador of a programme. */
@Entity('social_profile')
export class SocialProfileRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'programme_id' })
  programmeId!: string;

  @Column('uuid', { name: 'ambassador_id' })
  ambassadorId!: string;

  @Column('text')
  channel!: Channel;

  @Column('text')
  handle!: string;

  @Column('text', { nullable: true })
  url!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
