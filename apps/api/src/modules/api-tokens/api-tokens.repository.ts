import type { ApiScope } from '@fanfare/contracts';
import { type EntityManager, IsNull } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { ApiTokenRow } from './api-token.entity.ts';

/** A token as use cases see it: without hash. */
export interface ApiTokenRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly name: string;
  readonly hint: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewApiToken extends Omit<ApiTokenRecord, 'lastUsedAt' | 'revokedAt'> {
  readonly hash: Buffer;
  readonly createdBy: string;
}

export class ApiTokensRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findById(id: string): Promise<ApiTokenRecord | undefined> {
    if (!isId(id)) return undefined;
    return (await this.#manager.findOneBy(ApiTokenRow, { id })) ?? undefined;
  }

  /** All of a programme, the newest first; revoked and expired ones stay listed. */
  async findByProgramme(programmeId: string): Promise<readonly ApiTokenRecord[]> {
    return this.#manager.find(ApiTokenRow, { where: { programmeId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  async insert(token: NewApiToken): Promise<void> {
    await this.#manager.insert(ApiTokenRow, { ...token, scopes: [...token.scopes], lastUsedAt: null, revokedAt: null });
  }

  /** A token that was revoked before keeps its first date. */
  async revoke(id: string, now: Date): Promise<void> {
    await this.#manager.update(ApiTokenRow, { id, revokedAt: IsNull() }, { revokedAt: now });
  }
}
