import type { ClientBase } from 'pg';
import { DataSource, type EntityManager } from 'typeorm';
import { Presence } from '../../platform/database/presence.ts';
import type { DomainEvent } from '../../platform/events/event-bus.ts';
import { leaveAnnouncements } from '../../platform/events/outbox.ts';
import { type RebuildProgress, type RebuildReport, rebuildBoards } from '../standings/index.ts';
import { boardsRebuilt } from './rankings.events.ts';

export interface RebuildOptions {
  readonly databaseUrl: string;
  /** The key of one programme; all unless told. */
  readonly programme: string | undefined;
  readonly now: Date;
  readonly onProgress: (programme: string, progress: RebuildProgress) => void;
}

export interface RebuiltProgramme extends Pick<RebuildReport, 'standings' | 'written' | 'removed'> {
  readonly key: string;
  readonly milliseconds: number;
}

interface ProgrammeRow {
  readonly id: string;
  readonly key: string;
}

/**
 * Writes the boards of programmes anew from the ledger, one programme a transaction: readers go on with what there was, writers of the
 * programme wait. The running nodes then forget what they and Redis keep of these boards. Throws the driver's error where the database
 * cannot be reached.
 */
export async function rebuildDatabase(options: RebuildOptions): Promise<readonly RebuiltProgramme[]> {
  const presence = new Presence();
  const dataSource = await new DataSource({
    type: 'postgres',
    url: options.databaseUrl,
    applicationName: 'fanfare-rebuild',
    poolSize: 1,
    synchronize: false,
    installExtensions: false,
    // The nodes see that they are not alone before anything is written.
    extra: { onConnect: (client: ClientBase) => presence.enter(client) },
  }).initialize();
  try {
    const programmes: readonly ProgrammeRow[] = await dataSource.query(
      'SELECT id, key FROM programme WHERE $1::text IS NULL OR key = $1 ORDER BY key',
      [options.programme ?? null],
    );
    const rebuilt: RebuiltProgramme[] = [];
    for (const programme of programmes)
      rebuilt.push(await dataSource.transaction((manager) => rebuildOne(manager, programme, options)));
    return rebuilt;
  } finally {
    await dataSource.destroy();
  }
}

async function rebuildOne(
  manager: EntityManager,
  { id, key }: ProgrammeRow,
  { now, onProgress }: RebuildOptions,
): Promise<RebuiltProgramme> {
  const begun = performance.now();
  const events: DomainEvent[] = [];
  const transaction = { manager, announce: (event: DomainEvent) => void events.push(event) };
  const { standings, written, removed } = await rebuildBoards(transaction, id, {
    now,
    onProgress: (progress) => onProgress(key, progress),
  });
  // This process has no listeners and no bus: the nodes publish what it leaves behind.
  await leaveAnnouncements(manager, [boardsRebuilt.event({ programmeId: id }), ...events]);
  return { key, standings, written, removed, milliseconds: Math.round(performance.now() - begun) };
}
