const prefix = 'fanfare.input.';

/** What somebody typed into a form and has not saved yet, with the revision that they had read. */
export interface KeptInput<Values> {
  readonly values: Values;
  readonly revision: number;
}

type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * Unsaved input of one form, kept for as long as the browser's tab: a reload, an expired session or a lost connection takes nothing away.
 * `key` names the form and what it changes.
 */
export function keptInputAt<Values>(key: string, shelf: Shelf = sessionStorage) {
  const name = prefix + key;
  return {
    read: (): KeptInput<Values> | undefined => {
      const text = shelf.getItem(name);
      return text === null ? undefined : (JSON.parse(text) as KeptInput<Values>);
    },
    keep: (input: KeptInput<Values>) => shelf.setItem(name, JSON.stringify(input)),
    forget: () => shelf.removeItem(name),
  };
}
