/** Tie weights are integers below this. */
export const TIE_LIMIT = 65_536;

/** FNV-1a over the UTF-16 code units of an id, finished so that ids which differ in one place differ everywhere. */
export function hashId(id: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return mix(hash);
}

function mix(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The tie weight of a pair from the hashes of both ids: depends on nothing but the two ids. */
export function tieWeight(seekerHash: number, partnerHash: number): number {
  return mix(Math.imul(seekerHash, 0x9e3779b1) ^ partnerHash) & (TIE_LIMIT - 1);
}
