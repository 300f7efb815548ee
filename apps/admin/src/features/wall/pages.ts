/** Divides into as few pages as the room allows, all of about the same length: the last one is no leftover. */
export function pagesOf<Item>(items: readonly Item[], fitting: number): readonly (readonly Item[])[] {
  const count = Math.ceil(items.length / Math.max(1, fitting));
  const length = Math.ceil(items.length / Math.max(1, count));
  return Array.from({ length: count }, (_, page) => items.slice(page * length, (page + 1) * length));
}
