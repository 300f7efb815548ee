import { useSearchParams } from 'react-router';

export interface CursorPage {
  readonly after: string | null;
  readonly before: string | null;
  readonly first: () => void;
  readonly next: (endCursor: string | null) => void;
  readonly previous: (startCursor: string | null) => void;
  /** The arguments of the connection field for this page. */
  readonly variables: { first?: number; after?: string; last?: number; before?: string };
}

/** Keeps the page of a server-side list in the address, so that it can be sent, reloaded and gone back to. */
export function useCursorPage(size: number, name = ''): CursorPage {
  const [parameters, setParameters] = useSearchParams();
  const keys = { after: `${name}after`, before: `${name}before` };
  const after = parameters.get(keys.after);
  const before = parameters.get(keys.before);
  const go = (cursors: { after?: string | null; before?: string | null }) =>
    setParameters((present) => {
      const next = new URLSearchParams(present);
      next.delete(keys.after);
      next.delete(keys.before);
      if (cursors.after) next.set(keys.after, cursors.after);
      if (cursors.before) next.set(keys.before, cursors.before);
      return next;
    });
  return {
    after,
    before,
    first: () => go({}),
    next: (endCursor) => go({ after: endCursor }),
    previous: (startCursor) => go({ before: startCursor }),
    variables: before ? { last: size, before } : { first: size, ...(after ? { after } : {}) },
  };
}
