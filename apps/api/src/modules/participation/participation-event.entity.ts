import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ParticipationEventKind } from './participation.ts';

/** A row of `participation_event`: one line of the history of an ambassador's part in the programme. Lines are only ever added. */
@Entity('participation_event')
export class ParticipationEventRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'ambassador_id' })
  ambassadorId!: string;

  @Column('text')
  kind!: ParticipationEventKind;

  @Column('text', { nullable: true })
  detail!: string | null;

  @Column('timestamptz', { name: 'happened_at' })
  happenedAt!: Date;
}
