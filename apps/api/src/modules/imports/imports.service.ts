import { z } from 'zod';
import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { EventBus } from '../../platform/events/event-bus.ts';
import { type Page, type PageRequest, pageFrom } from '../../platform/graphql/pagination.ts';
import { notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import { importProgressed } from './imports.events.ts';
import { type ImportRunRow, ImportsRepository, type LineErrorRow } from './imports.repository.ts';
import { importReaders } from './imports.types.ts';

/** A run that has not moved for so long has lost its process. */
export const lostAfterMilliseconds = 60_000;

const uuid = z.uuid();

/** Imports as people look at them and stop them. */
export class ImportsService {
  readonly #database: Database;
  readonly #events: EventBus;
  readonly #clock: Clock;

  constructor(dependencies: { readonly database: Database; readonly events: EventBus; readonly clock: Clock }) {
    this.#database = dependencies.database;
    this.#events = dependencies.events;
    this.#clock = dependencies.clock;
  }

  /** The run, where it exists for the viewer. */
  async find(viewer: Viewer, id: string): Promise<ImportRunRow | null> {
    if (!uuid.safeParse(id).success) return null;
    const run = await new ImportsRepository(this.#database.manager).find(id);
    if (run === null || !isInside(viewer, run.programmeId)) return null;
    return may(viewer, { ...importReaders, programmeId: run.programmeId }) ? this.#present(run) : null;
  }

  async page(programmeId: string, request: PageRequest<readonly [string, string]>): Promise<Page<ImportRunRow>> {
    const repository = new ImportsRepository(this.#database.manager);
    return pageFrom(await repository.page(programmeId, request), {
      request,
      position: (run) => [run.startedAt.toISOString(), run.id],
      node: (run) => this.#present(run),
      totalCount: () => repository.count(programmeId),
    });
  }

  async lineErrors(importId: string, request: PageRequest<readonly [number, number]>): Promise<Page<LineErrorRow>> {
    const repository = new ImportsRepository(this.#database.manager);
    return pageFrom(await repository.lineErrors(importId, request), {
      request,
      position: ({ line, ordinal }) => [line, ordinal],
      node: (error) => error,
      totalCount: () => repository.countLineErrors(importId),
    });
  }

  /** Stops a running import at its next batch; what it has recorded stays recorded. */
  async cancel(viewer: Viewer, id: string): Promise<Outcome<ImportRunRow, UserFailure>> {
    const run = await this.find(viewer, id);
    if (run === null) return fail(notFound(['id']));
    const ending = { status: 'CANCELLED', failure: null, now: this.#clock.now() } as const;
    const ended = await new ImportsRepository(this.#database.manager).end(run.id, ending);
    if (!ended) return fail(notRunning());
    await this.#events.publish(importProgressed.event({ importId: run.id }));
    return succeed({ ...run, status: 'CANCELLED', finishedAt: ending.now });
  }

  /** A run whose process died says so, although nobody was left to write it down. */
  #present(run: ImportRunRow): ImportRunRow {
    const isLost = run.status === 'RUNNING' && run.updatedAt.getTime() < this.#clock.now().getTime() - lostAfterMilliseconds;
    return isLost ? { ...run, status: 'INTERRUPTED' } : run;
  }
}

function notRunning(): UserFailure {
  return {
    code: 'STATE',
    path: ['id'],
    message: { GERMAN: 'Dieser Import läuft nicht mehr.', ENGLISH: 'This import is no longer running.' },
  };
}
