import type { Language } from '@fanfare/contracts';
import type { EntityManager } from 'typeorm';

/** A credential that somebody made of an award. */
export interface CredentialRecord {
  readonly id: string;
  readonly programmeId: string;
  /** Null once it stands for no award any more. */
  readonly awardId: string | null;
  readonly statusIndex: number;
  /** The name in it, where the holder wanted one. */
  readonly holderName: string | null;
  readonly issuedAt: Date;
  /** The end of the address of its public page; null while nothing is published. */
  readonly pageKey: string | null;
  readonly revokedAt: Date | null;
}

/** The programme as it stands on credentials. */
export interface IssuingProgramme {
  readonly id: string;
  readonly name: string;
  readonly language: Language;
}

const COLUMNS = `credential.id, credential.programme_id AS "programmeId", credential.award_id AS "awardId",
  credential.status_index AS "statusIndex", credential.holder_name AS "holderName", credential.issued_at AS "issuedAt",
  credential.page_key AS "pageKey", credential.revoked_at AS "revokedAt"`;

/** It stands for an award that is held, and was since it was issued: what was lost and won again needs a new one. */
const holds = 'credential.revoked_at IS NULL AND award.revoked_at IS NULL AND award.awarded_at <= credential.issued_at';

/** SQL of credentials. */
export class CredentialsRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  /** The credentials of awards that hold. */
  ofAwards(awardIds: readonly string[]): Promise<readonly CredentialRecord[]> {
    return this.#manager.query(
      `SELECT ${COLUMNS} FROM badge_credential AS credential JOIN badge_award AS award ON award.id = credential.award_id
        WHERE credential.award_id = ANY ($1::uuid[]) AND ${holds}`,
      [awardIds],
    );
  }

  /** Waits for whoever awards, revokes or makes a credential of the award at this moment. */
  async lockAward(awardId: string): Promise<void> {
    await this.#manager.query('SELECT FROM badge_award WHERE id = $1 FOR NO KEY UPDATE', [awardId]);
  }

  /** The one of an award: the same as before while that holds, else another one, and the old one is revoked for good. */
  async issue(credential: {
    readonly id: string;
    readonly programmeId: string;
    readonly awardId: string;
    readonly holderName: string | null;
    readonly now: Date;
  }): Promise<void> {
    const { id, programmeId, awardId, holderName, now } = credential;
    const [known] = await this.ofAwards([awardId]);
    if (known !== undefined) {
      await this.#manager.query('UPDATE badge_credential SET holder_name = $2 WHERE id = $1', [known.id, holderName]);
      return;
    }
    await this.#manager.query(
      `UPDATE badge_credential SET award_id = NULL, holder_name = NULL, page_key = NULL, revoked_at = coalesce(revoked_at, $2)
        WHERE award_id = $1`,
      [awardId, now],
    );
    await this.#manager.query(
      'INSERT INTO badge_credential (id, programme_id, award_id, holder_name, issued_at) VALUES ($1, $2, $3, $4, $5)',
      [id, programmeId, awardId, holderName, now],
    );
  }

  async publish(id: string, pageKey: string | null): Promise<void> {
    await this.#manager.query('UPDATE badge_credential SET page_key = $2 WHERE id = $1', [id, pageKey]);
  }

  /** What was published under an address, by somebody who takes part; and whether it holds. */
  async published(pageKey: string): Promise<(CredentialRecord & { readonly isHeld: boolean }) | null> {
    const rows: readonly (CredentialRecord & { readonly isHeld: boolean })[] = await this.#manager.query(
      `SELECT ${COLUMNS}, ${holds} AS "isHeld"
         FROM badge_credential AS credential
         JOIN badge_award AS award ON award.id = credential.award_id
         JOIN ambassador AS person ON person.id = award.ambassador_id AND person.status <> 'LEFT' AND person.erased_at IS NULL
        WHERE credential.page_key = $1`,
      [pageKey],
    );
    return rows[0] ?? null;
  }

  /** Whether a credential of the programme still holds; null where there is none with that id. */
  async holds(id: string): Promise<boolean | null> {
    const rows: readonly { readonly isHeld: boolean }[] = await this.#manager.query(
      `SELECT credential.revoked_at IS NULL AND (credential.award_id IS NULL OR (${holds})) AS "isHeld"
         FROM badge_credential AS credential LEFT JOIN badge_award AS award ON award.id = credential.award_id WHERE credential.id = $1`,
      [id],
    );
    return rows[0]?.isHeld ?? null;
  }

  /** The places of those that hold no longer, in a part of the status lists. */
  async revoked(
    programmeId: string,
    { from, until }: { readonly from: number; readonly until: number },
  ): Promise<readonly number[]> {
    const rows: readonly { readonly index: number }[] = await this.#manager.query(
      `SELECT status_index AS index
         FROM badge_credential AS credential LEFT JOIN badge_award AS award ON award.id = credential.award_id
        WHERE credential.programme_id = $1 AND status_index >= $2 AND status_index < $3
          AND NOT (credential.revoked_at IS NULL AND (credential.award_id IS NULL OR (${holds})))`,
      [programmeId, from, until],
    );
    return rows.map(({ index }) => index);
  }

  async programme(id: string): Promise<IssuingProgramme | null> {
    const rows: readonly IssuingProgramme[] = await this.#manager.query(
      'SELECT id, name, language FROM programme WHERE id = $1',
      [id],
    );
    return rows[0] ?? null;
  }
}

/** Forgets whose credentials there were: their places on status lists stay taken, their pages are gone. */
export const credentialTraces = {
  async erase(manager: EntityManager, { ambassadorId }: { readonly programmeId: string; readonly ambassadorId: string }) {
    await manager.query(
      `UPDATE badge_credential AS credential SET award_id = NULL, holder_name = NULL, page_key = NULL,
              revoked_at = CASE WHEN ${holds} THEN NULL ELSE coalesce(credential.revoked_at, award.revoked_at, award.awarded_at) END
         FROM badge_award AS award WHERE award.id = credential.award_id AND award.ambassador_id = $1`,
      [ambassadorId],
    );
    await manager.query('DELETE FROM badge_award WHERE ambassador_id = $1', [ambassadorId]);
    await manager.query('DELETE FROM badge_pending WHERE ambassador_id = $1', [ambassadorId]);
  },
};
