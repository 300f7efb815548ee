import { actorOf } from '../../platform/auth/actor.ts';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure, validateInput, versionConflict } from '../../platform/graphql/payload.ts';
import { createOnce } from '../../platform/idempotency/create-once.ts';
import { isId, newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { ProgrammeDirectory } from '../programmes/index.ts';
import type { RecognitionRecord } from './recognition.ts';
import { recognitionMakers, recognitionReaders } from './recognitions.access.ts';
import * as errors from './recognitions.errors.ts';
import { type CreateRecognitionInput, createSchema, type UpdateRecognitionInput, updateSchema } from './recognitions.inputs.ts';
import { RecognitionsRepository } from './recognitions.repository.ts';

const usualPicture = { shape: 'STAR', motif: 'HEART', hue: 45, rings: 1 } as const satisfies RecognitionRecord['picture'];

export type RecognitionOutcome = Outcome<RecognitionRecord, UserFailure>;

export interface RecognitionDependencies {
  readonly database: Database;
  readonly clock: Clock;
  readonly programmes: ProgrammeDirectory;
}

/** The catalogue of thank-yous: what administrators write, and everybody in the programme reads. */
export class CatalogueService {
  readonly #dependencies: RecognitionDependencies;

  constructor(dependencies: RecognitionDependencies) {
    this.#dependencies = dependencies;
  }

  get #repository(): RecognitionsRepository {
    return new RecognitionsRepository(this.#dependencies.database.manager);
  }

  /** Null where there is none for who asks; what is no longer offered is there for administrators, and in what was granted. */
  async find(viewer: Viewer, id: string): Promise<RecognitionRecord | null> {
    const found = isId(id) ? await this.#repository.find(id) : null;
    return found !== null && may(viewer, { ...recognitionReaders, programmeId: found.programmeId }) ? found : null;
  }

  findMany(ids: readonly string[]): Promise<readonly RecognitionRecord[]> {
    return this.#repository.findMany(ids);
  }

  async list(viewer: Viewer, programmeId: string): Promise<readonly RecognitionRecord[]> {
    const all = await this.#repository.ofProgramme(programmeId);
    return may(viewer, { ...recognitionMakers, programmeId }) ? all : all.filter(({ archivedAt }) => archivedAt === null);
  }

  async create(viewer: Viewer, input: CreateRecognitionInput): Promise<RecognitionOutcome> {
    const checked = validateInput(createSchema, input);
    if (!checked.ok) return checked;
    const { programme: programmeId, season, name, description, eligibility, isMonetary } = checked.value;
    if (!isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (!may(viewer, { ...recognitionMakers, programmeId })) return fail(notAllowed());
    const { database, clock, programmes } = this.#dependencies;
    const seasons = await programmes.seasonsOf(programmeId);
    if (season != null && !seasons.some(({ id }) => id === season)) return fail(notFound(['season']));
    if (isMonetary && (await programmes.byId(programmeId))?.reward.monetary !== true)
      return fail(errors.monetaryNotAllowed(['isMonetary']));
    const { picture, capacity = null, pointsGoal = null } = checked.value;
    const words = { name, description, eligibility, picture: picture ?? usualPicture };
    const now = clock.now();
    const creation = { database, viewer, operation: 'createRecognition', input, now, constraints: {} };
    const created = await createOnce(creation, async ({ manager }) => {
      const recognition = { ...words, programmeId, seasonId: season ?? null, capacity, pointsGoal, isMonetary, id: newId() };
      await new RecognitionsRepository(manager).insert({ ...recognition, now, actor: actorOf(viewer) });
      return recognition.id;
    });
    if (!created.ok) return created;
    const record = await this.#repository.find(created.value);
    return record === null ? fail(notFound(['programme'])) : succeed(record);
  }

  async update(viewer: Viewer, input: UpdateRecognitionInput): Promise<RecognitionOutcome> {
    const checked = validateInput(updateSchema, input);
    if (!checked.ok) return checked;
    const { id, version, isArchived, capacity, ...words } = checked.value;
    const found = await this.find(viewer, id);
    if (found === null) return fail(notFound(['id']));
    if (!may(viewer, { ...recognitionMakers, programmeId: found.programmeId })) return fail(notAllowed());
    const now = this.#dependencies.clock.now();
    return this.#dependencies.database.transaction(async ({ manager }): Promise<RecognitionOutcome> => {
      const repository = new RecognitionsRepository(manager);
      const present = await repository.lock(id);
      if (present === null) return fail(notFound(['id']));
      if (present.version !== version) return fail(versionConflict(['version'], present.version));
      if (capacity != null && capacity < present.placesTaken) return fail(errors.fewerThanTaken(present.placesTaken));
      await repository.update(id, {
        ...present,
        name: words.name ?? present.name,
        description: words.description ?? present.description,
        eligibility: words.eligibility ?? present.eligibility,
        picture: words.picture ?? present.picture,
        capacity: capacity === undefined ? present.capacity : capacity,
        archivedAt: isArchived == null ? present.archivedAt : isArchived ? (present.archivedAt ?? now) : null,
      });
      return succeed((await repository.find(id)) ?? present);
    });
  }
}
