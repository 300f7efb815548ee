import { useEffect, useState } from 'react';

export interface Rotation {
  /** From 0. */
  readonly page: number;
  readonly isPaused: boolean;
  readonly go: (steps: number) => void;
  readonly toggle: () => void;
}

/** How long a page is shown: time to read eight names from a few metres away, twice. */
export const pageMilliseconds = 12_000;

/** Shows one page after the other, and begins again; stands still while paused. Whoever leafs by hand gets the whole time for that page. */
export function useRotation(pages: number): Rotation {
  const [turn, setTurn] = useState(0);
  const [isPaused, setPaused] = useState(false);
  const page = pages === 0 ? 0 : ((turn % pages) + pages) % pages;
  useEffect(() => {
    if (isPaused || pages < 2) return;
    const timer = setTimeout(() => setTurn(turn + 1), pageMilliseconds);
    return () => clearTimeout(timer);
  }, [turn, isPaused, pages]);
  return {
    ...{ page, isPaused },
    go: (steps) => setTurn((now) => now + steps),
    toggle: () => setPaused((now) => !now),
  };
}
