import { useLayoutEffect, useRef } from 'react';

const duration = 600;

/**
 * Lets rows glide from their old place to their new one when their order changes, so that the eye can follow a climb. Rows are known by
 * `data-member`. Somebody who asked for reduced motion sees the new order at once.
 */
export function useRowMotion<List extends HTMLElement = HTMLTableSectionElement>() {
  const body = useRef<List>(null);
  const places = useRef<ReadonlyMap<string, number>>(new Map());

  useLayoutEffect(() => {
    const rows = [...(body.current?.querySelectorAll<HTMLElement>('[data-member]') ?? [])];
    const before = places.current;
    places.current = new Map(rows.map((row) => [memberOf(row), row.offsetTop]));
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const row of rows) glide(row, before.get(memberOf(row)));
  });

  return body;
}

const memberOf = (row: HTMLElement) => row.getAttribute('data-member') ?? '';

function glide(row: HTMLElement, before: number | undefined): void {
  if (before === undefined || before === row.offsetTop) return;
  row.animate([{ transform: `translateY(${before - row.offsetTop}px)` }, { transform: 'none' }], {
    duration,
    easing: 'cubic-bezier(0.2, 0, 0, 1)',
  });
}
