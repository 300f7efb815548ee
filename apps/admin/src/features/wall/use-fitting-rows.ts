import { useResizeObserver } from '@mantine/hooks';
import type { RefCallback } from 'react';

export interface FittingRows {
  readonly room: RefCallback<HTMLDivElement | null>;
  readonly ruler: RefCallback<HTMLDivElement | null>;
  /** 0 until both were measured. */
  readonly fitting: number;
}

/** How many rows of the height of `ruler` the room has place for; the style sheet alone knows how high a row is. */
export function useFittingRows(): FittingRows {
  const [room, { height }] = useResizeObserver<HTMLDivElement>();
  const [ruler, { height: row }] = useResizeObserver<HTMLDivElement>();
  const fitting = height > 0 && row > 0 ? Math.max(1, Math.floor(height / row)) : 0;
  return { room, ruler, fitting };
}
