/**
 * FNV-1a over UTF-16 code units, twice with different bases, as 13 base-36 characters at most: names a content in a counter without
 * keeping its key. Two contents that meet by chance share one person's content limit, nothing else.
 */
export function contentDigest(text: string): string {
  let high = 0x811c9dc5;
  let low = 0x1b873593;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 15);
  }
  return ((high >>> 0) * 0x100000 + ((low >>> 0) & 0xfffff)).toString(36);
}
