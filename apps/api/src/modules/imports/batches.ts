import { createHash } from 'node:crypto';
import type { OpenedFile, SourceRecord } from './source-records.ts';

/** So many records share a transaction, and so many are in memory at a time ... */
const mostRecords = 1000;
/** ... or fewer, when they have this many characters together. */
const mostCharacters = 4_000_000;

export interface Batch {
  readonly records: readonly SourceRecord[];
  /** SHA-256 of the file's head and all records up to and including this batch: the same however the file is cut into batches. */
  readonly hash: Buffer;
}

/** Cuts a file into batches; one of them ends behind the record number `boundary`. */
export async function* batchesOf({ head, records }: OpenedFile, boundary: number): AsyncGenerator<Batch> {
  const running = createHash('sha256').update(head).update('\n');
  let collected: SourceRecord[] = [];
  let characters = 0;
  let total = 0;
  const close = (): Batch => {
    const batch = { records: collected, hash: running.copy().digest() };
    collected = [];
    characters = 0;
    return batch;
  };
  for await (const record of records) {
    running.update(record.raw).update('\n');
    collected.push(record);
    characters += record.raw.length;
    total += 1;
    if (collected.length >= mostRecords || characters >= mostCharacters || total === boundary) yield close();
  }
  if (collected.length > 0) yield close();
}
