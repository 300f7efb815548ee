import { createPublicKey, randomBytes } from 'node:crypto';
import { CompactSign, compactVerify, errors as joseErrors } from 'jose';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { findAmbassadorsByIds } from '../ambassadors/index.ts';
import type { AwardRecord, AwardsService } from '../badge-awards/index.ts';
import type { AwardableRecord } from '../badges/index.ts';
import type { CredentialAddresses } from './credential-addresses.ts';
import { achievementOf, credentialOf, issuerOf, statusListLength, statusListOf } from './credential-document.ts';
import type { CredentialKey } from './credential-keys.ts';
import * as errors from './credentials.errors.ts';
import { type CredentialRecord, CredentialsRepository, type IssuingProgramme } from './credentials.repository.ts';

/** All that a credential says, beside each other. */
export interface WholeCredential {
  readonly credential: CredentialRecord;
  readonly award: AwardRecord;
  readonly awardable: AwardableRecord;
  readonly programme: IssuingProgramme;
}

/** What somebody who holds a copy learns of it. */
export type Verdict = 'VALID' | 'REVOKED' | 'NOT_FROM_HERE';

export interface CredentialsDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly awards: AwardsService;
  readonly keys: readonly CredentialKey[];
  readonly addresses: CredentialAddresses;
}

/** Credentials that people make of their awards. */
export class CredentialsService {
  readonly addresses: CredentialAddresses;
  readonly keys: readonly CredentialKey[];
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #awards: AwardsService;

  constructor({ database, clock, awards, keys, addresses }: CredentialsDependencies) {
    this.#database = database;
    this.#clock = clock;
    this.#awards = awards;
    this.keys = keys;
    this.addresses = addresses;
  }

  /** Makes a credential of an own award, with the own name in it or without one. */
  async issue(
    viewer: Viewer,
    { award: awardId, withName }: { readonly award: string; readonly withName: boolean },
  ): Promise<Outcome<AwardRecord, UserFailure>> {
    const own = await this.#own(viewer, awardId);
    if (own === null) return fail(notFound(['award']));
    if (this.keys.length === 0) return fail(errors.noKey());
    const { award, name } = own;
    await this.#database.transaction(async ({ manager }) => {
      const repository = new CredentialsRepository(manager);
      await repository.lockAward(award.id);
      const identity = { id: newId(), programmeId: award.programmeId, awardId: award.id };
      await repository.issue({ ...identity, holderName: withName ? name : null, now: this.#clock.now() });
    });
    return succeed(award);
  }

  /** Shows a credential to whoever has the address, or to nobody any more; published again it has another address. */
  async publish(
    viewer: Viewer,
    { award: awardId, isPublished }: { readonly award: string; readonly isPublished: boolean },
  ): Promise<Outcome<AwardRecord, UserFailure>> {
    const own = await this.#own(viewer, awardId);
    if (own === null) return fail(notFound(['award']));
    return this.#database.transaction(async ({ manager }): Promise<Outcome<AwardRecord, UserFailure>> => {
      const repository = new CredentialsRepository(manager);
      await repository.lockAward(awardId);
      const [credential] = await repository.ofAwards([awardId]);
      if (credential === undefined) return fail(errors.notIssued());
      const isKept = isPublished && credential.pageKey !== null;
      if (!isKept) await repository.publish(credential.id, isPublished ? randomBytes(24).toString('base64url') : null);
      return succeed(own.award);
    });
  }

  /** An award of the viewer that is held; null for everybody else. */
  async #own(viewer: Viewer, awardId: string): Promise<{ readonly award: AwardRecord; readonly name: string } | null> {
    const award = isId(awardId) ? await this.#awards.find(awardId) : null;
    if (award === null || award.revokedAt !== null) return null;
    const [person] = await findAmbassadorsByIds(this.#database.manager, [award.ambassadorId]);
    if (person === undefined || person.status === 'LEFT') return null;
    const { programmeId, ambassadorId } = award;
    return may(viewer, { to: ['SELF'], programmeId, personId: person.personId, ambassadorId })
      ? { award, name: person.name }
      : null;
  }

  ofAwards(awardIds: readonly string[]): Promise<readonly CredentialRecord[]> {
    return new CredentialsRepository(this.#database.manager).ofAwards(awardIds);
  }

  /** The signed credential, the same text whenever it says the same. */
  async signed(credential: CredentialRecord): Promise<string> {
    return this.#sign(credentialOf({ addresses: this.addresses, ...(await this.whole(credential)) }));
  }

  async whole(credential: CredentialRecord): Promise<WholeCredential> {
    const award = credential.awardId === null ? null : await this.#awards.find(credential.awardId);
    const [awardable] = award === null ? [] : await this.#awards.awardables([award.badgeId]);
    const programme = await this.#programme(credential.programmeId);
    if (award === null || awardable === undefined || programme === null)
      throw new Error(`credential ${credential.id} stands for nothing`);
    return { credential, award, awardable, programme };
  }

  published(pageKey: string) {
    return new CredentialsRepository(this.#database.manager).published(pageKey);
  }

  /** Whether a text is a credential of this installation that nobody has changed, and that still holds. */
  async verify(text: string): Promise<Verdict> {
    const payload = await this.#opened(text.trim());
    const id = typeof payload?.['jti'] === 'string' ? payload['jti'].replace(/^urn:uuid:/, '') : '';
    const holds = isId(id) ? await new CredentialsRepository(this.#database.manager).holds(id) : null;
    if (holds === null) return 'NOT_FROM_HERE';
    return holds ? 'VALID' : 'REVOKED';
  }

  /** What was signed here; null for whatever was not, or was changed since. */
  async #opened(text: string): Promise<Readonly<Record<string, unknown>> | null> {
    try {
      const { payload } = await compactVerify(text, ({ kid = '' }) => createPublicKey(this.#keyNamed(kid).privateKey), {
        algorithms: ['RS256'],
      });
      return JSON.parse(new TextDecoder().decode(payload));
    } catch (error) {
      if (error instanceof joseErrors.JOSEError || error instanceof UnknownKey || error instanceof SyntaxError) return null;
      throw error;
    }
  }

  #keyNamed(kid: string): CredentialKey {
    const key = this.keys.find(({ id }) => this.addresses.key(id) === kid);
    if (key === undefined) throw new UnknownKey();
    return key;
  }

  async issuer(programmeId: string) {
    const programme = await this.#programme(programmeId);
    return programme === null ? null : issuerOf({ addresses: this.addresses, programme });
  }

  /** Null for drafts, and for levels that there are not. */
  async achievement(badgeId: string, level: number) {
    const [awardable] = isId(badgeId) ? await this.#awards.awardables([badgeId]) : [];
    if (awardable === undefined || awardable.state === 'DRAFT') return null;
    const levels = awardable.kind === 'BADGE' ? 1 : awardable.document.levels.length;
    const programme = await this.#programme(awardable.programmeId);
    if (programme === null || !(level >= 0 && level < levels)) return null;
    return achievementOf({ addresses: this.addresses, programme }, awardable, level);
  }

  /** A signed status list; null where there is no such programme, or no key. */
  async statusList(programmeId: string, list: number): Promise<string | null> {
    const programme = await this.#programme(programmeId);
    if (programme === null || this.keys.length === 0) return null;
    const span = { from: list * statusListLength, until: (list + 1) * statusListLength };
    const revoked = await new CredentialsRepository(this.#database.manager).revoked(programmeId, span);
    return this.#sign(statusListOf({ addresses: this.addresses, programme, list, revoked, now: this.#clock.now() }));
  }

  async #programme(id: string): Promise<IssuingProgramme | null> {
    return isId(id) ? new CredentialsRepository(this.#database.manager).programme(id) : null;
  }

  /** Header and algorithm as Open Badges 3.0 asks: RS256, and the address of the key. */
  async #sign(payload: object): Promise<string> {
    const [key] = this.keys;
    if (key === undefined) throw new Error('there is no key to sign credentials with');
    return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'RS256', kid: this.addresses.key(key.id), typ: 'JWT' })
      .sign(key.privateKey);
  }
}

class UnknownKey extends Error {}
