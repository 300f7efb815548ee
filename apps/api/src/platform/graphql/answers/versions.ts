import type { Database } from '../../database/database.ts';
import { isId } from '../../ids.ts';
import { SharedReader } from '../../shared-reader.ts';

/** How answers learn whether something that they depend on is still what it was. */
export interface VersionSource {
  /** What is asked about, such as "board". */
  readonly kind: string;
  /**
   * A SELECT of `id` and `version`, both as text, from where things of this kind are kept for good: another version for another state.
   * `ids` stands for the parameter with the ids (uuid[]). What does not exist is left out.
   */
  readonly select: (ids: string) => string;
  /** Told of every version that was read, before anything is answered: who answers from a copy must not give an older state any more. */
  readonly onSeen?: (id: string, version: string) => void;
}

/** Something that an answer depends on, as it was when the answer was made. */
export interface Dependency {
  readonly kind: string;
  readonly id: string;
  /** Undefined for what did not exist. */
  readonly version: string | undefined;
}

interface VersionRow {
  readonly kind: string;
  readonly id: string;
  readonly version: string;
}

/** So many versions are remembered until something is written. */
const rememberedVersions = 10_000;

/**
 * The version sources of all slices. Everything that is asked at the same time, by whichever requests, is read by one statement; and what was
 * read is not asked for again as long as the database is known to be unchanged (Database.unchangedMark).
 */
export class Versions {
  readonly #database: Database;
  readonly #sources: ReadonlyMap<string, VersionSource>;
  readonly #reader: SharedReader<string>;
  readonly #read = new Map<string, string>();
  #readUnder: number | null = null;

  constructor(options: { readonly database: Database; readonly sources: readonly VersionSource[] }) {
    const { database, sources } = options;
    this.#database = database;
    this.#sources = new Map(sources.map((source) => [source.kind, source]));
    this.#reader = new SharedReader((keys) => this.#readAndRemember(keys));
  }

  /** Whether everything is still as it was, as far as that is known without asking the database; false where it is to be asked. */
  areKnownCurrent(dependencies: readonly Dependency[]): boolean {
    const mark = this.#database.unchangedMark();
    if (mark === null || mark !== this.#readUnder) return false;
    return dependencies.every(({ kind, id, version }) => version !== undefined && this.#read.get(keyOf(kind, id)) === version);
  }

  /** The present version, read after this call. Throws for a kind of which no slice tells versions. */
  async present(kind: string, id: string): Promise<Dependency> {
    const source = this.#sources.get(kind);
    if (source === undefined) throw new Error(`No slice tells versions of ${kind}`);
    const version = isId(id) ? await this.#reader.read(keyOf(kind, id)) : undefined;
    if (version !== undefined) source.onSeen?.(id, version);
    return { kind, id, version };
  }

  /** Whether everything is still as it was, read after this call. What did not exist is never taken for unchanged. */
  async areCurrent(dependencies: readonly Dependency[]): Promise<boolean> {
    if (this.areKnownCurrent(dependencies)) return true;
    const present = await Promise.all(dependencies.map(({ kind, id }) => this.present(kind, id)));
    return present.every(({ version }, index) => version !== undefined && version === dependencies[index]?.version);
  }

  async #readAndRemember(keys: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const mark = this.#database.unchangedMark();
    const versions = await readVersions(this.#database, { keys, sources: this.#sources });
    if (mark === null || this.#database.unchangedMark() !== mark) return versions;
    if (this.#readUnder !== mark || this.#read.size > rememberedVersions) this.#read.clear();
    this.#readUnder = mark;
    for (const [key, version] of versions) this.#read.set(key, version);
    return versions;
  }
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id}`;
}

async function readVersions(
  database: Database,
  { keys, sources }: { readonly keys: readonly string[]; readonly sources: ReadonlyMap<string, VersionSource> },
): Promise<ReadonlyMap<string, string>> {
  const selects: string[] = [];
  const parameters: (readonly string[])[] = [];
  for (const { kind, select } of sources.values()) {
    const ids = keys.flatMap((key) => (key.startsWith(`${kind} `) ? [key.slice(kind.length + 1)] : []));
    if (ids.length === 0) continue;
    parameters.push(ids);
    selects.push(`SELECT '${kind}' AS kind, id, version FROM (${select(`$${parameters.length}::uuid[]`)}) AS of_kind`);
  }
  const rows: readonly VersionRow[] = await database.manager.query(selects.join(' UNION ALL '), parameters);
  return new Map(rows.map(({ kind, id, version }) => [keyOf(kind, id), version]));
}
