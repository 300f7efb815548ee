import type { ApiScope } from '@fanfare/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A machine client's token: its hash, never its secret. */
@Entity('api_token')
export class ApiTokenRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'programme_id' })
  programmeId!: string;

  @Column('text')
  name!: string;

  @Column('bytea', { select: false })
  hash!: Buffer;

  /** The first characters of the secret, by which its owner recognises it. */
  @Column('text')
  hint!: string;

  @Column('text', { array: true })
  scopes!: ApiScope[];

  @Column('uuid', { name: 'created_by' })
  createdBy!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;
}
