import { useSearchParams } from 'react-router';
import type { CursorPage } from './use-cursor-page.ts';

/** How many pages back one can go step by step; beyond that the first page is the way back. */
const trailLength = 20;

/**
 * The page of a list that the API reads forwards only: the address holds the cursors of the pages passed, so that it can be sent,
 * reloaded and gone back in.
 */
export function useForwardPage(size: number): CursorPage {
  const [parameters, setParameters] = useSearchParams();
  const trail = parameters.getAll('after');
  const after = trail.at(-1) ?? null;
  const go = (cursors: readonly string[]) =>
    setParameters(
      (present) => {
        const next = new URLSearchParams(present);
        next.delete('after');
        for (const cursor of cursors.slice(-trailLength)) next.append('after', cursor);
        return next;
      },
      { preventScrollReset: true },
    );
  return {
    after,
    before: null,
    first: () => go([]),
    next: (endCursor) => go(endCursor === null ? trail : [...trail, endCursor]),
    previous: () => go(trail.slice(0, -1)),
    variables: { first: size, ...(after === null ? {} : { after }) },
  };
}
