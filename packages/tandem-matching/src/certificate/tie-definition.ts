/** SPEC.md [OB8], written down a second time so that the checker need not trust the solver's code. */
function scramble(start: number): number {
  let x = start | 0;
  x ^= x >>> 16;
  x = Math.imul(x, -2048144789);
  x ^= x >>> 13;
  x = Math.imul(x, -1028477387);
  x ^= x >>> 16;
  return x | 0;
}

function idHash(id: string): number {
  let hash = -2128831035;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 16777619);
  return scramble(hash);
}

/** The weight by which ties are broken: 0 to 65535, from nothing but the two ids. */
export function pairTieWeight(seekerId: string, partnerId: string): number {
  return scramble(Math.imul(idHash(seekerId), -1640531535) ^ idHash(partnerId)) & 0xffff;
}
