/**
 * Whether PostgreSQL can keep the text as it is: it refuses U+0000, and a half of a character (an unpaired surrogate) would come back as
 * another character.
 */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}

/** Where in a plain value, such as the input of a mutation, texts stand that cannot be kept. */
export function unstorablePaths(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorablePaths(item, [...path, String(index)]));
  if (typeof value !== 'object' || value === null || value instanceof Date) return [];
  return Object.entries(value).flatMap(([key, item]) => (isStorable(key) ? unstorablePaths(item, [...path, key]) : [path]));
}
