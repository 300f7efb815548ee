import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('season')
export class SeasonRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'programme_id' })
  programmeId!: string;

  @Column('text')
  name!: string;

  /** Days of the form YYYY-MM-DD; the last one is included. */
  @Column('date', { name: 'starts_on' })
  startsOn!: string;

  @Column('date', { name: 'ends_on' })
  endsOn!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
