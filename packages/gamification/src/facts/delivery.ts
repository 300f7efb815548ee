/** A fact as a source delivers it: its identity at that source and what it says. */
export interface Delivery {
  readonly source: string;
  readonly externalId: string;
  /** Plain JSON; a missing key and `undefined` are the same, null is a value. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One field in which two deliveries of the same identity disagree. */
export interface DeliveryDifference {
  readonly field: string;
  readonly stored: unknown;
  readonly delivered: unknown;
}

export type DeliveryComparison =
  | { readonly outcome: 'OTHER_FACT' }
  | { readonly outcome: 'SAME' }
  | { readonly outcome: 'CONFLICT'; readonly differences: readonly DeliveryDifference[] };

/**
 * Tells what a further delivery is: another fact, the same one again (counts once), or the same identity with another payload, which
 * is an error that names every differing field.
 */
export function compareDelivery(stored: Delivery, delivered: Delivery): DeliveryComparison {
  if (stored.source !== delivered.source || stored.externalId !== delivered.externalId) return { outcome: 'OTHER_FACT' };
  const fields = [...new Set([...Object.keys(stored.payload), ...Object.keys(delivered.payload)])].sort();
  const differences = fields
    .map((field) => ({ field, stored: stored.payload[field], delivered: delivered.payload[field] }))
    .filter((difference) => canonicalJson(difference.stored) !== canonicalJson(difference.delivered));
  return differences.length === 0 ? { outcome: 'SAME' } : { outcome: 'CONFLICT', differences };
}

/** JSON with sorted keys and without undefined ones, so that equal values have equal text. `undefined` itself gives "". */
export function canonicalJson(value: unknown): string {
  if (value === undefined) return '';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
