import type { RankingStore, Standing } from '@fanfare/gamification';
import type { EntityManager } from 'typeorm';
import type { Database } from '../../platform/database/database.ts';
import { BoardTooLarge, type StandingsSource } from './ranked-boards.ts';

/** Rows that are read at a time. */
const chunkRows = 10_000;

interface RawStanding {
  readonly id: string;
  readonly score: string;
  readonly reached: number;
}

/** The standings of PostgreSQL, for loading a ranking store. */
export function createStandingsSource(database: Pick<Database, 'manager'>): StandingsSource {
  return {
    version: (boardId) => readVersion(database.manager, boardId),
    load: (boardId, into) =>
      // One snapshot for the version and all chunks.
      database.manager.transaction('REPEATABLE READ', async (manager) => {
        const version = await readVersion(manager, boardId);
        if (version > 0) await into.store.load(boardId, { version, chunks: chunksOf(manager, boardId, into) });
      }),
  };
}

async function readVersion(manager: EntityManager, boardId: string): Promise<number> {
  const [row]: readonly { version: string }[] = await manager.query('SELECT version FROM board WHERE id = $1', [boardId]);
  return row === undefined ? 0 : Number(row.version);
}

async function* chunksOf(
  manager: EntityManager,
  boardId: string,
  { mostMembers }: { readonly store: RankingStore; readonly mostMembers: number },
): AsyncGenerator<readonly Standing[]> {
  await manager.query(
    `DECLARE board_standings NO SCROLL CURSOR FOR
      SELECT ambassador_id AS id, score, (extract(epoch FROM reached_at) * 1000)::float8 AS reached
        FROM standing WHERE board_id = $1 AND is_shown`,
    [boardId],
  );
  for (let read = 0; ; ) {
    const rows: readonly RawStanding[] = await manager.query(`FETCH ${chunkRows} FROM board_standings`);
    read += rows.length;
    if (read > mostMembers) throw new BoardTooLarge(`board ${boardId} has more than ${mostMembers} members`);
    yield rows.map(({ id, score, reached }) => ({ memberId: id, score: Number(score), reachedAt: reached }));
    if (rows.length < chunkRows) return;
  }
}
