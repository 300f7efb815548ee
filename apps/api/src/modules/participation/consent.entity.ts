import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ConsentKind } from './participation.ts';

/** A row of `consent`: one kind of consent in one version, from when it was given until it was withdrawn or replaced by a newer one. */
@Entity('consent')
export class ConsentRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'ambassador_id' })
  ambassadorId!: string;

  @Column('text')
  kind!: ConsentKind;

  @Column('text')
  version!: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt!: Date;

  @Column('timestamptz', { name: 'withdrawn_at', nullable: true })
  withdrawnAt!: Date | null;
}
