import type { Channel } from '@fanfare/contracts';
import { type EntityManager, In } from 'typeorm';
import { isId } from '../../platform/ids.ts';
import { SocialProfileRow } from './social-profile.entity.ts';
import type { SocialProfileRecord } from './social-profile.ts';

/** The profiles of these ambassadors, oldest first. */
export async function findProfilesOf(
  manager: EntityManager,
  ambassadorIds: readonly string[],
): Promise<readonly SocialProfileRecord[]> {
  const where = { ambassadorId: In([...ambassadorIds]) };
  return manager.find(SocialProfileRow, { where, order: { createdAt: 'ASC', id: 'ASC' } });
}

/** Undefined for the id of no profile and for what is no id. */
export async function findProfile(manager: EntityManager, id: string): Promise<SocialProfileRecord | undefined> {
  return isId(id) ? ((await manager.findOneBy(SocialProfileRow, { id })) ?? undefined) : undefined;
}

/** Whose handle it is, however its case is written. */
export async function findProfileByHandle(
  manager: EntityManager,
  key: { readonly programmeId: string; readonly channel: Channel; readonly handle: string },
): Promise<SocialProfileRecord | undefined> {
  const row = await manager
    .createQueryBuilder(SocialProfileRow, 'profile')
    .where('profile.programme_id = :programmeId AND profile.channel = :channel AND lower(profile.handle) = lower(:handle)', key)
    .getOne();
  return row ?? undefined;
}

/** False when somebody has the handle already. */
export async function insertProfile(manager: EntityManager, profile: SocialProfileRecord): Promise<boolean> {
  const inserted = await manager
    .createQueryBuilder()
    .insert()
    .into(SocialProfileRow)
    .values(profile)
    .orIgnore()
    .returning(['id'])
    .updateEntity(false)
    .execute();
  const rows: readonly unknown[] = inserted.raw;
  return rows.length === 1;
}

export async function deleteProfile(manager: EntityManager, id: string): Promise<void> {
  await manager.delete(SocialProfileRow, { id });
}
