import { type EntityManager, In } from 'typeorm';
import type { z } from 'zod';
import { isId } from '../../platform/ids.ts';
import { isStorable } from '../../platform/storable-text.ts';
import { CampaignRow } from './campaign.entity.ts';
import { ProgrammeRow } from './programme.entity.ts';
import type { CampaignRecord, ProgrammeRecord, SeasonRecord } from './programme.ts';
import type { updateProgrammeSchema } from './programmes.inputs.ts';
import { campaignFromRow, programmeFromRow, seasonFromRow } from './programmes.mapper.ts';
import { SeasonRow } from './season.entity.ts';

export type NewProgramme = Omit<ProgrammeRow, 'version' | 'boards'>;
export type ProgrammeChange = Partial<Omit<ProgrammeRow, 'id' | 'key' | 'timeZone' | 'version' | 'createdAt'>>;

/** The tables programme, season and campaign. */
export class ProgrammesRepository {
  readonly #manager: EntityManager;

  constructor(manager: EntityManager) {
    this.#manager = manager;
  }

  async findByIds(ids: readonly string[]): Promise<readonly ProgrammeRecord[]> {
    const rows = await this.#manager.findBy(ProgrammeRow, { id: In(ids.filter(isId)) });
    return rows.map(programmeFromRow);
  }

  async findById(id: string): Promise<ProgrammeRecord | undefined> {
    return (await this.findByIds([id]))[0];
  }

  async findByKey(key: string): Promise<ProgrammeRecord | undefined> {
    if (!isStorable(key)) return undefined;
    const row = await this.#manager.findOneBy(ProgrammeRow, { key });
    return row === null ? undefined : programmeFromRow(row);
  }

  /** By name: those with these ids, and those that are open to join. */
  async findVisible(ids: readonly string[]): Promise<readonly ProgrammeRecord[]> {
    const rows = await this.#manager
      .createQueryBuilder(ProgrammeRow, 'programme')
      .where('programme.id = ANY(:ids)', { ids })
      .orWhere("programme.joinPolicy = 'OPEN' AND programme.status <> 'ARCHIVED'")
      .orderBy('lower(programme.name)')
      .addOrderBy('programme.id')
      .getMany();
    return rows.map(programmeFromRow);
  }

  async findAll(): Promise<readonly ProgrammeRecord[]> {
    const rows = await this.#manager.find(ProgrammeRow, { order: { name: 'ASC', id: 'ASC' } });
    return rows.map(programmeFromRow);
  }

  /** The secrets of a programme: its pseudonyms' key and the hash of its invitation code. */
  async findSecrets(
    id: string,
  ): Promise<{ readonly pseudonymSecret: Buffer; readonly invitationCodeHash: Buffer | null } | undefined> {
    const row = await this.#manager.findOne(ProgrammeRow, {
      select: { id: true, pseudonymSecret: true, invitationCodeHash: true },
      where: { id },
    });
    return row ?? undefined;
  }

  async insert(programme: NewProgramme): Promise<void> {
    await this.#manager.insert(ProgrammeRow, { ...programme, version: 1 });
  }

  /** Changes exactly the given version; false when the programme is at another. */
  async update(present: { readonly id: string; readonly version: number }, change: ProgrammeChange): Promise<boolean> {
    const { id, version } = present;
    // Nothing goes back to being a pilot, not even in a race: only what is one may be said to be one.
    const where = change.status === 'PILOT' ? { id, version, status: change.status } : { id, version };
    const result = await this.#manager.update(ProgrammeRow, where, { ...change, version: version + 1 });
    return result.affected === 1;
  }

  /** Of these programmes, by the first day. */
  async findSeasons(programmeIds: readonly string[]): Promise<readonly SeasonRecord[]> {
    const rows = await this.#manager.find(SeasonRow, {
      where: { programmeId: In([...programmeIds]) },
      order: { startsOn: 'ASC' },
    });
    return rows.map(seasonFromRow);
  }

  async findSeasonsByIds(ids: readonly string[]): Promise<readonly SeasonRecord[]> {
    return (await this.#manager.findBy(SeasonRow, { id: In(ids.filter(isId)) })).map(seasonFromRow);
  }

  async insertSeason(season: SeasonRecord, now: Date): Promise<void> {
    await this.#manager.insert(SeasonRow, { ...season, createdAt: now });
  }

  /** Of these programmes, by name. */
  async findCampaigns(programmeIds: readonly string[]): Promise<readonly CampaignRecord[]> {
    const where = { programmeId: In([...programmeIds]) };
    const rows = await this.#manager.find(CampaignRow, { where, order: { name: 'ASC', id: 'ASC' } });
    return rows.map(campaignFromRow);
  }

  async findCampaignsByIds(ids: readonly string[]): Promise<readonly CampaignRecord[]> {
    return (await this.#manager.findBy(CampaignRow, { id: In(ids.filter(isId)) })).map(campaignFromRow);
  }

  async insertCampaign(campaign: CampaignRecord, now: Date): Promise<void> {
    await this.#manager.insert(CampaignRow, { ...campaign, createdAt: now });
  }
}

type ChangeInput = z.output<typeof updateProgrammeSchema>;

/** The columns that an input changes: what it leaves out or gives as null stays as it is. */
export function changeFrom(input: ChangeInput): ProgrammeChange {
  const { name, status, language, hashtags, joinPolicy, privacy } = input;
  const columns = { name, status, language, hashtags, joinPolicy, ...privacy };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value != null));
}
