import type { EventEmitter } from 'node:events';
import type { ClientBase } from 'pg';
import type { SoleWriter } from './sole-writer.ts';

/** What commands say that change nothing by themselves. */
const harmless = /^(SELECT|BEGIN|START TRANSACTION|ROLLBACK|SAVEPOINT|RELEASE|SET|RESET|SHOW|LOCK TABLE)/;

/** The connection of pg's client, which tells PostgreSQL's messages. */
interface Wire {
  prependListener(event: 'commandComplete', listener: (message: { readonly text: string }) => void): EventEmitter;
  prependListener(event: 'readyForQuery', listener: (message: { readonly status: string }) => void): EventEmitter;
}

/**
 * Tells of everything that a connection commits, by PostgreSQL's own messages, before whoever sent the statement hears of it. Within a
 * transaction nothing is visible to others: what counts is the moment in which none is open any more ("I", idle).
 */
export function watchWrites(client: ClientBase, soleWriter: Pick<SoleWriter, 'wrote' | 'disconnected'>): void {
  const { connection } = client as ClientBase & { readonly connection: Wire };
  let hasWritten = false;
  connection.prependListener('commandComplete', ({ text }) => {
    if (!harmless.test(text)) hasWritten = true;
  });
  connection.prependListener('readyForQuery', ({ status }) => {
    if (status !== 'I' || !hasWritten) return;
    hasWritten = false;
    soleWriter.wrote();
  });
  client.once('end', () => soleWriter.disconnected());
}
