interface Authored {
  readonly author: string;
  readonly at: number;
}

/** The part of all posts that the most active part of the authors made. */
export function shareOfTop(part: number, posts: readonly Pick<Authored, 'author'>[]): number {
  const counts = new Map<string, number>();
  for (const { author } of posts) counts.set(author, (counts.get(author) ?? 0) + 1);
  const descending = [...counts.values()].sort((one, other) => other - one);
  const top = descending.slice(0, Math.round(descending.length * part));
  return top.reduce((sum, count) => sum + count, 0) / posts.length;
}

/** The value that a part of all values does not reach. */
export function quantileOf(values: readonly number[], part: number): number {
  const ascending = [...values].sort((one, other) => one - other);
  return ascending[Math.floor(ascending.length * part)] ?? Number.NaN;
}

/** The part of the gaps between two posts of one author that are shorter than an hour. */
export function bursts(posts: readonly Authored[]): number {
  const ordered = [...posts].sort((one, other) => one.author.localeCompare(other.author) || one.at - other.at);
  let gaps = 0;
  let short = 0;
  for (const [position, post] of ordered.entries()) {
    const previous = ordered[position - 1];
    if (previous?.author !== post.author) continue;
    gaps += 1;
    if (post.at - previous.at < 3_600_000) short += 1;
  }
  return short / gaps;
}
