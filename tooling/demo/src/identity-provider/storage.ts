import path from 'node:path';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import { readJsonFile, writeJsonFile } from './data-folder.ts';

interface Entry {
  readonly payload: AdapterPayload;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Where the identity provider keeps sessions, grants and tokens: in memory, copied to a file so that a restart signs nobody out. */
export interface IdentityStorage {
  readonly adapterFor: AdapterFactory;
  /** Writes what is not written yet. */
  close(): Promise<void>;
}

/** How long changes are gathered before they are written, in milliseconds; a crash loses no more than that. */
const writeDelay = 200;

/** Opens the storage of a data folder; a damaged or missing file counts as empty. */
export async function openStorage(directory: string): Promise<IdentityStorage> {
  const file = path.join(directory, 'sessions.json');
  const kept = await readJsonFile(file);
  const entries = new Map<string, Entry>(Array.isArray(kept) ? kept : []);
  const writer = delayedWriter(async () => {
    dropExpired(entries);
    await writeJsonFile(file, [...entries]);
  });
  return { adapterFor: (model) => adapterOf(entries, model, writer.changed), close: writer.close };
}

function dropExpired(entries: Map<string, Entry>): void {
  for (const [key, { expiresAt }] of entries) if (expiresAt <= Date.now()) entries.delete(key);
}

function delayedWriter(write: () => Promise<void>): { changed(): void; close(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined;
  let lastWrite = Promise.resolve();
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    // A full disk costs the sessions at the next start, not this one's.
    lastWrite = lastWrite.then(write).catch(() => undefined);
  };
  return {
    changed: () => {
      timer ??= setTimeout(flush, writeDelay).unref();
    },
    close: async () => {
      if (timer !== undefined) flush();
      await lastWrite;
    },
  };
}

function adapterOf(entries: Map<string, Entry>, model: string, changed: () => void): Adapter {
  const keyOf = (id: string) => `${model}:${id}`;
  const read = (key: string): AdapterPayload | undefined => {
    const entry = entries.get(key);
    return entry !== undefined && entry.expiresAt > Date.now() ? entry.payload : undefined;
  };
  const findWhere = async (matches: (payload: AdapterPayload) => boolean) => {
    for (const key of entries.keys()) {
      const payload = key.startsWith(`${model}:`) ? read(key) : undefined;
      if (payload !== undefined && matches(payload)) return payload;
    }
    return undefined;
  };
  return {
    upsert: async (id, payload, expiresIn = 86_400) => {
      entries.set(keyOf(id), { payload, expiresAt: Date.now() + expiresIn * 1000 });
      changed();
    },
    find: async (id) => read(keyOf(id)),
    findByUid: (uid) => findWhere((payload) => payload.uid === uid),
    findByUserCode: (userCode) => findWhere((payload) => payload.userCode === userCode),
    consume: async (id) => {
      const entry = entries.get(keyOf(id));
      if (entry !== undefined) entry.payload.consumed = Math.floor(Date.now() / 1000);
      changed();
    },
    destroy: async (id) => {
      entries.delete(keyOf(id));
      changed();
    },
    revokeByGrantId: async (grantId) => {
      for (const [key, { payload }] of entries) {
        if (key.startsWith(`${model}:`) && payload.grantId === grantId) entries.delete(key);
      }
      changed();
    },
  };
}
