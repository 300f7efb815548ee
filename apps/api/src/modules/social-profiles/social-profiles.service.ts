import type { Channel } from '@fanfare/contracts';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Transaction } from '../../platform/database/database.ts';
import type { BatchFunction } from '../../platform/graphql/loaders.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { AmbassadorChanged, type AmbassadorRecord, lockAmbassador, sightOf } from '../ambassadors/index.ts';
import type { SocialProfileRecord } from './social-profile.ts';
import * as failures from './social-profiles.errors.ts';
import * as repository from './social-profiles.repository.ts';

/** The most profiles that one ambassador registers. */
export const maximumProfiles = 30;

export interface NewProfile {
  readonly ambassadorId: string;
  readonly channel: Channel;
  readonly handle: string;
  readonly url: string | null;
}

/** Where ambassadors post: their own to say; admins say it for test persons. */
export class SocialProfilesService {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
  }

  /** For loaders: the profiles of each ambassador, oldest first. */
  profilesOf(): BatchFunction<string, readonly SocialProfileRecord[]> {
    return async (ambassadorIds) => {
      const profiles = await repository.findProfilesOf(this.#database.manager, ambassadorIds);
      return ambassadorIds.map((id) => profiles.filter((profile) => profile.ambassadorId === id));
    };
  }

  /** The same profile a second time is answered as it stands. */
  add(viewer: Viewer, profile: NewProfile): Promise<Outcome<SocialProfileRecord, UserFailure>> {
    const createdAt = this.#clock.now();
    return this.#database.transaction(async (transaction) => {
      const ambassador = await lockAmbassador(transaction.manager, { id: profile.ambassadorId });
      if (ambassador === undefined) return fail(notFound(['ambassador']));
      if (!mayChange(viewer, ambassador)) return fail(refusalOf(viewer, ambassador, 'ambassador'));
      if (ambassador.status === 'LEFT') return fail(failures.hasLeft());
      const { programmeId } = ambassador;
      const known = await repository.findProfileByHandle(transaction.manager, { ...profile, programmeId });
      if (known !== undefined) return alreadyRegistered(known, profile);
      return insert(transaction, { ...profile, id: newId(), programmeId, createdAt });
    });
  }

  remove(viewer: Viewer, profileId: string): Promise<Outcome<SocialProfileRecord, UserFailure>> {
    return this.#database.transaction(async (transaction) => {
      const { manager, announce } = transaction;
      const profile = await repository.findProfile(manager, profileId);
      const ambassador = profile && (await lockAmbassador(manager, { id: profile.ambassadorId }));
      if (profile === undefined || ambassador === undefined) return fail(notFound(['socialProfile']));
      if (!mayChange(viewer, ambassador)) return fail(refusalOf(viewer, ambassador, 'socialProfile'));
      await repository.deleteProfile(manager, profile.id);
      announce(AmbassadorChanged.event({ programmeId: ambassador.programmeId, ambassadorId: ambassador.id }));
      return succeed(profile);
    });
  }
}

async function insert(
  { manager, announce }: Transaction,
  profile: SocialProfileRecord,
): Promise<Outcome<SocialProfileRecord, UserFailure>> {
  const { programmeId, ambassadorId } = profile;
  const standing = await repository.findProfilesOf(manager, [ambassadorId]);
  if (standing.length >= maximumProfiles) return fail(failures.tooManyProfiles(maximumProfiles));
  if (!(await repository.insertProfile(manager, profile))) return fail(failures.handleTaken());
  announce(AmbassadorChanged.event({ programmeId, ambassadorId }));
  return succeed(profile);
}

function alreadyRegistered(known: SocialProfileRecord, wanted: NewProfile): Outcome<SocialProfileRecord, UserFailure> {
  if (known.ambassadorId !== wanted.ambassadorId) return fail(failures.handleTaken());
  return wanted.url === null || wanted.url === known.url ? succeed(known) : fail(failures.otherAddress());
}

function mayChange(viewer: Viewer, { programmeId, personId, isTestPerson }: AmbassadorRecord): boolean {
  if (isTestPerson) return may(viewer, { to: ['ADMIN'], programmeId });
  return personId !== null && may(viewer, { to: ['SELF'], programmeId, personId });
}

/** Who sees the name sees the profiles and learns that they are not theirs to change; for everybody else there are none. */
function refusalOf(viewer: Viewer, ambassador: AmbassadorRecord, field: string): UserFailure {
  return sightOf(viewer, ambassador) === 'NAME' ? notAllowed([field]) : notFound([field]);
}
