import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/**
 * Filters of a list in its address. Changing one starts the list from its first page again; with `replace` no step is added to the
 * browser's history, for what changes with every key.
 */
export function useAddressState() {
  const [parameters, setParameters] = useSearchParams();
  const set = useCallback(
    (changes: Readonly<Record<string, string | null>>, { replace = true } = {}) =>
      setParameters(
        (present) => {
          const next = new URLSearchParams(present);
          for (const [key, value] of Object.entries(changes)) {
            if (value === null || value === '') next.delete(key);
            else next.set(key, value);
          }
          for (const cursor of ['after', 'before']) next.delete(cursor);
          return next;
        },
        { replace, preventScrollReset: true },
      ),
    [setParameters],
  );
  return { parameters, set };
}

/** One of the values allowed, or nothing: an address can be typed by hand. */
export function oneOf<Value extends string>(value: string | null, allowed: readonly Value[]): Value | undefined {
  return allowed.find((candidate) => candidate === value);
}
