import { z } from 'zod';
import { isInside, may, type PersonViewer, type Viewer } from '../../platform/auth/viewer.ts';
import { notAllowed, notFound, type UserFailure, validateInput } from '../../platform/graphql/payload.ts';
import { newId } from '../../platform/ids.ts';
import { fail, type Outcome, succeed } from '../../platform/outcome.ts';
import type { Platform } from '../../platform/slice.ts';
import type { BoardRequest, LeaderboardsSlice } from '../leaderboards/index.ts';
import { programmeEditors } from '../programmes/index.ts';
import { createWallBoardSecret, hashWallBoardSecret } from './wall-board-secret.ts';
import { wallBoardLinkRevoked } from './wall-boards.events.ts';
import { type WallBoardLinkRecord, WallBoardsRepository } from './wall-boards.repository.ts';
import type { IssueWallBoardLinkInput } from './wall-boards.types.ts';

const labelSchema = z.object({ label: z.string().trim().min(1).max(200) });

const noSuchBoard: UserFailure = {
  code: 'NOT_FOUND',
  path: ['scope'],
  message: {
    GERMAN: 'Diese Rangliste gibt es im Programm nicht oder derzeit nicht.',
    ENGLISH: 'The programme has no such board, or not at present.',
  },
};

/** Issues and revokes links of wall boards. */
export class WallBoardsService {
  readonly #platform: Pick<Platform, 'database' | 'clock'>;
  readonly #boards: Pick<LeaderboardsSlice, 'finder'>;

  constructor(platform: Pick<Platform, 'database' | 'clock'>, boards: Pick<LeaderboardsSlice, 'finder'>) {
    this.#platform = platform;
    this.#boards = boards;
  }

  async issue(
    viewer: Viewer,
    input: IssueWallBoardLinkInput,
  ): Promise<Outcome<{ readonly link: WallBoardLinkRecord; readonly token: string }, UserFailure>> {
    const keeper = keeperOf(viewer, input.programme, ['programme']);
    if (!keeper.ok) return keeper;
    const valid = validateInput(labelSchema, { label: input.label });
    if (!valid.ok) return valid;
    const { programme: programmeId, scope, scopeId = null, period, measure } = input;
    const board = await this.#boards.finder.find({ programmeId, scope, scopeId, period, periodStart: null, measure });
    if (board === null) return fail(noSuchBoard);
    const token = createWallBoardSecret();
    const link = { id: newId(), programmeId, label: valid.value.label, scope, scopeId, period, measure };
    const createdAt = this.#platform.clock.now();
    await new WallBoardsRepository(this.#platform.database.manager).insert({
      ...{ ...link, createdAt, hash: hashWallBoardSecret(token), createdBy: keeper.value.personId },
    });
    return succeed({ link: { ...link, createdAt, lastUsedAt: null, revokedAt: null }, token });
  }

  /** Ends the link and every subscription that follows it. */
  async revoke(viewer: Viewer, id: string): Promise<Outcome<WallBoardLinkRecord, UserFailure>> {
    const link = await new WallBoardsRepository(this.#platform.database.manager).findById(id);
    if (link === null) return fail(notFound(['id']));
    const keeper = keeperOf(viewer, link.programmeId, ['id']);
    if (!keeper.ok) return keeper;
    return this.#platform.database.transaction(async ({ manager, announce }) => {
      const repository = new WallBoardsRepository(manager);
      await repository.revoke(id, this.#platform.clock.now());
      announce(wallBoardLinkRevoked.event({ linkId: id }));
      const revoked = await repository.findById(id);
      return revoked === null ? fail(notFound(['id'])) : succeed(revoked);
    });
  }

  /** The link behind a secret that works; null otherwise. */
  async open(token: string): Promise<WallBoardLinkRecord | null> {
    const repository = new WallBoardsRepository(this.#platform.database.manager);
    const link = await repository.findByHash(hashWallBoardSecret(token));
    if (link !== null) await repository.noteUse(link.id, this.#platform.clock.now());
    return link;
  }
}

/** The board of a link: always that of the present period. */
export function boardOfLink({ programmeId, scope, scopeId, period, measure }: WallBoardLinkRecord): BoardRequest {
  return { programmeId, scope, scopeId, period, periodStart: null, measure };
}

function keeperOf(viewer: Viewer, programmeId: string, path: readonly string[]): Outcome<PersonViewer, UserFailure> {
  if (!isInside(viewer, programmeId)) return fail(notFound(path));
  const isKeeper = viewer.kind === 'person' && may(viewer, { ...programmeEditors, programmeId });
  return isKeeper ? succeed(viewer) : fail(notAllowed(path));
}
