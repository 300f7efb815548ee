import DataLoader from 'dataloader';

/** Finds the value of every key in one go: the answer is in the order of the keys, undefined for what does not exist. */
export type BatchFunction<Key, Value> = (keys: readonly Key[]) => Promise<readonly (Value | undefined)[]>;

/** A name for one kind of loader, with its types; declare it once beside the batch function, as a constant. */
export interface LoaderKey<Key extends string | number, Value> {
  readonly description: string;
  readonly types?: (key: Key) => Value;
}

export function loaderKey<Key extends string | number, Value>(description: string): LoaderKey<Key, Value> {
  return { description };
}

/**
 * The loaders of one request: calls of the same tick become one query, and nothing is read twice. A registry lives as long as one
 * operation (or one event of a subscription), so that it can never answer with somebody else's or with stale data.
 */
export class Loaders {
  readonly #loaders = new Map<unknown, unknown>();

  get<Key extends string | number, Value>(
    key: LoaderKey<Key, Value>,
    batch: () => BatchFunction<Key, Value>,
  ): DataLoader<Key, Value | undefined> {
    const known = this.#loaders.get(key) as DataLoader<Key, Value | undefined> | undefined;
    if (known !== undefined) return known;
    const created = new DataLoader<Key, Value | undefined>(batch(), { maxBatchSize: 1000 });
    this.#loaders.set(key, created);
    return created;
  }
}

/** A batch function from one that finds records in any order and leaves out what does not exist. */
export function byId<Found extends { readonly id: string }>(
  find: (ids: readonly string[]) => Promise<readonly Found[]>,
): BatchFunction<string, Found> {
  return async (ids) => {
    const found = new Map((await find(ids)).map((record) => [record.id, record]));
    return ids.map((id) => found.get(id));
  };
}

/** A batch function for lists: from one that finds the members of several owners at once, in the order that each list shall have. */
export function byOwner<Found>(
  find: (ownerIds: readonly string[]) => Promise<readonly Found[]>,
  ownerOf: (found: Found) => string,
): BatchFunction<string, readonly Found[]> {
  return async (ownerIds) => {
    const lists = new Map<string, Found[]>(ownerIds.map((id) => [id, []]));
    for (const found of await find(ownerIds)) lists.get(ownerOf(found))?.push(found);
    return ownerIds.map((id) => lists.get(id));
  };
}
