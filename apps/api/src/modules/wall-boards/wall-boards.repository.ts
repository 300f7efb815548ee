import type { BoardMeasure, BoardPeriod, BoardScope } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';
import { isId } from '../../platform/ids.ts';

/** A link to a board for a screen that everybody can see. */
export interface WallBoardLinkRecord {
  readonly id: string;
  readonly programmeId: string;
  readonly label: string;
  readonly scope: BoardScope;
  readonly scopeId: string | null;
  readonly period: BoardPeriod;
  readonly measure: BoardMeasure;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export interface NewWallBoardLink extends Omit<WallBoardLinkRecord, 'lastUsedAt' | 'revokedAt'> {
  readonly hash: Buffer;
  readonly createdBy: string;
}

const LINKS = `SELECT id, programme_id AS "programmeId", label, scope, scope_id AS "scopeId", period, measure, created_at AS "createdAt",
    last_used_at AS "lastUsedAt", revoked_at AS "revokedAt" FROM wall_board_link`;

/** How exact the last use of a link is known: a screen asks all the time. */
const useMinutes = 5;

export class WallBoardsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async insert(link: NewWallBoardLink): Promise<void> {
    await this.#manager.query(
      `INSERT INTO wall_board_link (id, programme_id, label, hash, scope, scope_id, period, measure, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[link.id, link.programmeId, link.label, link.hash, link.scope, link.scopeId, link.period, link.measure],
        ...[link.createdBy, link.createdAt],
      ],
    );
  }

  async findById(id: string): Promise<WallBoardLinkRecord | null> {
    if (!isId(id)) return null;
    const rows: readonly WallBoardLinkRecord[] = await this.#manager.query(`${LINKS} WHERE id = $1`, [id]);
    return rows[0] ?? null;
  }

  async findByHash(hash: Buffer): Promise<WallBoardLinkRecord | null> {
    const rows: readonly WallBoardLinkRecord[] = await this.#manager.query(`${LINKS} WHERE hash = $1 AND revoked_at IS NULL`, [
      hash,
    ]);
    return rows[0] ?? null;
  }

  /** All of a programme, the newest first; revoked ones stay listed. */
  async findByProgramme(programmeId: string): Promise<readonly WallBoardLinkRecord[]> {
    return this.#manager.query(`${LINKS} WHERE programme_id = $1 ORDER BY created_at DESC, id DESC`, [programmeId]);
  }

  /** A link that was revoked before keeps its first date. */
  async revoke(id: string, now: Date): Promise<void> {
    await this.#manager.query('UPDATE wall_board_link SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [id, now]);
  }

  async noteUse(id: string, now: Date): Promise<void> {
    await this.#manager.query(
      `UPDATE wall_board_link SET last_used_at = $2
        WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - make_interval(mins => $3))`,
      [id, now, useMinutes],
    );
  }
}
