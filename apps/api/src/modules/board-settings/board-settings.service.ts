import { isInside, may, type Viewer } from '../../platform/auth/viewer.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import { notAllowed, notFound, type UserFailure } from '../../platform/graphql/payload.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import {
  lockProgrammeHead,
  type ProgrammeDirectory,
  type ProgrammeRecord,
  programmeEditors,
  programmeUpdated,
} from '../programmes/index.ts';
import { announceAllBoards, type BoardKind, isPossibleKind, nameOfKind, rebuildBoards } from '../standings/index.ts';

/** Chooses the boards of a programme. */
export class BoardSettingsService {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #programmes: ProgrammeDirectory;

  constructor(dependencies: { readonly database: Database; readonly clock: Clock; readonly programmes: ProgrammeDirectory }) {
    this.#database = dependencies.database;
    this.#clock = dependencies.clock;
    this.#programmes = dependencies.programmes;
  }

  /** Switches on and off in one transaction: what is new has its points when it can be read first. */
  async update(
    viewer: Viewer,
    { programmeId, kinds }: { readonly programmeId: string; readonly kinds: readonly BoardKind[] },
  ): Promise<Outcome<ProgrammeRecord, UserFailure>> {
    if (!isInside(viewer, programmeId)) return fail(notFound(['programme']));
    if (!may(viewer, { ...programmeEditors, programmeId })) return fail(notAllowed(['programme']));
    const impossible = kinds.flatMap((kind, index) => (isPossibleKind(kind) ? [] : [impossibleKind(kind, index)]));
    if (impossible.length > 0) return fail(...impossible);
    const names = [...new Set(kinds.map(nameOfKind))];
    await this.#database.transaction(async (transaction) => {
      const { manager, announce } = transaction;
      await lockProgrammeHead(manager, programmeId);
      await manager.query('UPDATE programme SET boards = $2, updated_at = $3, version = version + 1 WHERE id = $1', [
        programmeId,
        names,
        this.#clock.now(),
      ]);
      await rebuildBoards(transaction, programmeId, { now: this.#clock.now() });
      await announceAllBoards(transaction, programmeId);
      announce(programmeUpdated.event({ programmeId }));
    });
    const programme = await this.#programmes.byId(programmeId);
    return programme === undefined ? fail(notFound(['programme'])) : succeed(programme);
  }
}

function impossibleKind(kind: BoardKind, index: number): UserFailure {
  const name = nameOfKind(kind);
  return {
    code: 'INVALID',
    path: ['boards', String(index)],
    message: {
      GERMAN: `Eine solche Rangliste gibt es nicht: ${name}.`,
      ENGLISH: `There is no such board: ${name}.`,
    },
  };
}
