/** The one spelling of a hashtag: without "#", Unicode-normalised, lower case. Returns "" for what holds no tag. */
export function normaliseHashtag(tag: string): string {
  return tag.normalize('NFKC').trim().replace(/^#+/u, '').toLowerCase();
}

/** Normalised, without duplicates and empty ones, in code-unit order. */
export function normaliseHashtags(tags: readonly string[]): readonly string[] {
  const unique = new Set(tags.map(normaliseHashtag));
  unique.delete('');
  return [...unique].sort();
}
