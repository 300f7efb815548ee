import { randomBytes } from 'node:crypto';
import { may, type Viewer } from '../../platform/auth/viewer.ts';
import { notAllowed, notFound, type UserFailure, validateInput, versionConflict } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { Platform } from '../../platform/slice.ts';
import { createInvitationCode, hashInvitationCode } from './invitation-code.ts';
import type { CampaignRecord, ProgrammeRecord, SeasonRecord } from './programme.ts';
import { isVisibleTo } from './programme-directory.ts';
import type { ProgrammeWatch } from './programme-watch.ts';
import { programmeEditors } from './programmes.access.ts';
import { keyTaken, noLongerPilot, seasonEndsBeforeItStarts, seasonOverlaps } from './programmes.errors.ts';
import { programmeCreated, programmeUpdated } from './programmes.events.ts';
import {
  type CreateCampaignInput,
  type CreateProgrammeInput,
  type CreateSeasonInput,
  createCampaignSchema,
  createProgrammeSchema,
  createSeasonSchema,
  type UpdateProgrammeInput,
  updateProgrammeSchema,
} from './programmes.inputs.ts';
import { changeFrom, type NewProgramme, ProgrammesRepository } from './programmes.repository.ts';

interface Dependencies extends Pick<Platform, 'database' | 'clock'> {
  /** Told of every change, in this order and in its transaction. */
  readonly watches: readonly ProgrammeWatch[];
}

/** A programme after a change, with its new invitation code when one was made: the only moment at which it can be read. */
export interface UpdatedProgramme {
  readonly programme: ProgrammeRecord;
  readonly invitationCode: string | null;
}

/** Use cases around programmes, their seasons and campaigns. */
export class ProgrammesService {
  readonly #dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
  }

  get #repository(): ProgrammesRepository {
    return new ProgrammesRepository(this.#dependencies.database.manager);
  }

  /** The viewer's own programmes and those that are open to join; all of them for an operator. By name. */
  async list(viewer: Viewer): Promise<readonly ProgrammeRecord[]> {
    switch (viewer.kind) {
      case 'nobody':
        return [];
      case 'token':
        return this.#repository.findByIds([viewer.programmeId]);
      case 'person':
        if (viewer.isOperator) return this.#repository.findAll();
        return this.#repository.findVisible(viewer.memberships.map((membership) => membership.programmeId));
    }
  }

  /** Undefined when there is none, or none that the viewer may know of. */
  async findByKey(viewer: Viewer, key: string): Promise<ProgrammeRecord | undefined> {
    const programme = await this.#repository.findByKey(key);
    return programme !== undefined && isVisibleTo(viewer, programme) ? programme : undefined;
  }

  async create(viewer: Viewer, input: CreateProgrammeInput): Promise<Outcome<ProgrammeRecord, UserFailure>> {
    const valid = validateInput(createProgrammeSchema, input);
    if (!valid.ok) return valid;
    const now = this.#dependencies.clock.now();
    const constraints = { programme_key_key: keyTaken() };
    const created = await createOnce(
      { ...this.#dependencies, viewer, operation: 'createProgramme', input, now, constraints },
      async ({ manager, announce }) => {
        const id = newId();
        const programme: NewProgramme = { ...valid.value, ...strictPolicies(), id, createdAt: now, updatedAt: now };
        await new ProgrammesRepository(manager).insert(programme);
        announce(programmeCreated.event({ programmeId: id }));
        return id;
      },
    );
    return this.#reread(created, (id) => this.#repository.findById(id));
  }

  async update(viewer: Viewer, input: UpdateProgrammeInput): Promise<Outcome<UpdatedProgramme, UserFailure>> {
    const present = await this.#findEditable(viewer, input.id, ['id']);
    if (!present.ok) return present;
    const valid = validateInput(updateProgrammeSchema, input);
    if (!valid.ok) return valid;
    if (valid.value.status === 'PILOT' && present.value.status !== 'PILOT') return fail(noLongerPilot());
    const invitationCode = valid.value.renewInvitationCode ? createInvitationCode() : null;
    const change = {
      ...changeFrom(valid.value),
      ...(invitationCode === null ? {} : { invitationCodeHash: hashInvitationCode(invitationCode) }),
      updatedAt: this.#dependencies.clock.now(),
    };
    const programme = await this.#dependencies.database.transaction(async (transaction) => {
      const { manager, announce } = transaction;
      const repository = new ProgrammesRepository(manager);
      const changed = await repository.update({ id: input.id, version: input.version }, change);
      if (changed) {
        for (const watch of this.#dependencies.watches) await watch.programmeChanged(transaction, { programmeId: input.id });
        announce(programmeUpdated.event({ programmeId: input.id }));
      }
      return changed ? repository.findById(input.id) : undefined;
    });
    if (programme !== undefined) return succeed({ programme, invitationCode });
    const newest = await this.#repository.findById(input.id);
    return fail(versionConflict(['version'], newest?.version ?? present.value.version));
  }

  async createSeason(viewer: Viewer, input: CreateSeasonInput): Promise<Outcome<SeasonRecord, UserFailure>> {
    const programme = await this.#findEditable(viewer, input.programme, ['programme']);
    if (!programme.ok) return programme;
    const valid = validateInput(createSeasonSchema, input);
    if (!valid.ok) return valid;
    if (valid.value.endsOn < valid.value.startsOn) return fail(seasonEndsBeforeItStarts());
    const now = this.#dependencies.clock.now();
    const constraints = { season_no_overlap: seasonOverlaps() };
    const created = await createOnce(
      { ...this.#dependencies, viewer, operation: 'createSeason', input, now, constraints },
      async (transaction) => {
        const { manager, announce } = transaction;
        const season = { ...valid.value, id: newId(), programmeId: input.programme };
        await new ProgrammesRepository(manager).insertSeason(season, now);
        for (const watch of this.#dependencies.watches) {
          await watch.seasonAdded(transaction, { programmeId: input.programme, now });
        }
        announce(programmeUpdated.event({ programmeId: input.programme }));
        return season.id;
      },
    );
    return this.#reread(created, async (id) => (await this.#repository.findSeasonsByIds([id]))[0]);
  }

  async createCampaign(viewer: Viewer, input: CreateCampaignInput): Promise<Outcome<CampaignRecord, UserFailure>> {
    const programme = await this.#findEditable(viewer, input.programme, ['programme']);
    if (!programme.ok) return programme;
    const valid = validateInput(createCampaignSchema, input);
    if (!valid.ok) return valid;
    const now = this.#dependencies.clock.now();
    const constraints = { campaign_programme_id_key_key: keyTaken() };
    const created = await createOnce(
      { ...this.#dependencies, viewer, operation: 'createCampaign', input, now, constraints },
      async ({ manager }) => {
        const campaign = { ...valid.value, id: newId(), programmeId: input.programme };
        await new ProgrammesRepository(manager).insertCampaign(campaign, now);
        return campaign.id;
      },
    );
    return this.#reread(created, async (id) => (await this.#repository.findCampaignsByIds([id]))[0]);
  }

  /** The programme when the viewer may change it; NOT_FOUND when they may not even know of it. */
  async #findEditable(viewer: Viewer, id: string, path: readonly string[]): Promise<Outcome<ProgrammeRecord, UserFailure>> {
    const programme = await this.#repository.findById(id);
    if (programme === undefined || !isVisibleTo(viewer, programme)) return fail(notFound(path));
    return may(viewer, { ...programmeEditors, programmeId: id }) ? succeed(programme) : fail(notAllowed(path));
  }

  async #reread<Created>(
    created: Outcome<string, UserFailure>,
    read: (id: string) => Promise<Created | undefined>,
  ): Promise<Outcome<Created, UserFailure>> {
    if (!created.ok) return created;
    const record = await read(created.value);
    if (record === undefined) throw new Error(`What was created is gone: ${created.value}`);
    return succeed(record);
  }
}

/** How every programme begins: small groups hidden, pseudonyms, nothing of monetary value; 32 bytes key its pseudonyms. */
function strictPolicies() {
  return {
    invitationCodeHash: null,
    minimumGroupSize: 5,
    defaultVisibility: 'PSEUDONYM',
    consentVersion: '1',
    consentTextGerman: '',
    consentTextEnglish: '',
    monetary: false,
    graceHours: 72,
    pseudonymSecret: randomBytes(32),
  } as const;
}
