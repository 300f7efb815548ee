import type { CheckName, FindingValue } from './findings.ts';
import type { MemberAudit } from './member-pass.ts';
import type { AuditedEntry } from './member-rows.ts';

/** Compares one field of an entry. */
export function compareEntry(
  { programme, findings }: Pick<MemberAudit, 'programme' | 'findings'>,
  compared: {
    readonly check: CheckName;
    readonly number: number;
    readonly field: string;
    readonly expected: FindingValue;
    readonly found: FindingValue;
  },
): void {
  const { number, ...rest } = compared;
  findings.compare({ programme: programme.key, subject: 'ENTRY', id: String(number), ...rest });
}

/** Every entry belongs to the facts that it names: the activity is the member's, the reading is one of the activity. */
export function checkLinks(audit: MemberAudit): void {
  const { member, findings } = audit;
  findings.checked('LEDGER_LINKS', member.entries.length);
  for (const entry of member.entries) {
    const { number, activityId, readingId } = entry;
    const compare = (field: string, expected: FindingValue, found: FindingValue) =>
      compareEntry(audit, { check: 'LEDGER_LINKS', number, field, expected, found });
    if (member.place === null) compare('ambassadorId', member.id, null);
    if (activityId !== null) compare('activity.ambassadorId', member.id, entry.activityMember);
    if (readingId !== null) compare('reading.activityId', activityId, entry.readingActivity);
    if (entry.kind === 'GRANT' && entry.activityMember !== null) compare('factSequence', sequenceOf(entry), entry.factSequence);
  }
}

/** The number of the fact that a grant was booked for. */
function sequenceOf({ readingId, readingSequence, activitySequence }: AuditedEntry): number | null {
  return readingId === null ? activitySequence : readingSequence;
}

/** Points are safe integers; a grant asks for something, and grants none of it or all of it at most. */
export function checkAmounts(audit: MemberAudit): void {
  const { member, findings } = audit;
  findings.checked('AMOUNTS', member.entries.length);
  for (const { number, kind, requested, granted } of member.entries) {
    const compare = (field: string, expected: FindingValue, found: number) =>
      compareEntry(audit, { check: 'AMOUNTS', number, field, expected, found });
    if (!Number.isSafeInteger(granted)) compare('granted', `≤ ${Number.MAX_SAFE_INTEGER}`, granted);
    if (!Number.isSafeInteger(requested)) compare('requested', `≤ ${Number.MAX_SAFE_INTEGER}`, requested);
    if (kind !== 'GRANT' && kind !== 'ADJUSTMENT') continue;
    if (requested < 1) compare('requested', '≥ 1', requested);
    if (granted < 0 || granted > requested) compare('granted', `0 … ${requested}`, granted);
  }
}

/**
 * A reversal takes back one earlier entry, whole, and somebody or something recorded has taken it back; none is taken back twice; what was
 * withdrawn has kept nothing.
 */
export function checkReversals(audit: MemberAudit): void {
  const { member, findings } = audit;
  const entries = new Map(member.entries.map((entry) => [entry.number, entry]));
  const reversals = new Map<number, number>();
  for (const entry of member.entries) {
    if (entry.kind !== 'REVERSAL') continue;
    findings.checked('REVERSALS');
    checkReversal(audit, entry, entries.get(entry.reversesNumber ?? 0));
    const earlier = reversals.get(entry.reversesNumber ?? 0);
    if (earlier !== undefined)
      differs(audit, entry, { field: 'reversesNumber', expected: `≠ ${entry.reversesNumber}`, found: entry.reversesNumber });
    reversals.set(entry.reversesNumber ?? 0, entry.number);
  }
  for (const entry of member.entries) {
    const reversal = reversals.get(entry.number) ?? null;
    differs(audit, entry, { field: 'ledger_reversal', expected: reversal, found: entry.listedReversal });
    if (!entry.isWithdrawn || entry.kind === 'REVERSAL' || entry.granted === 0) continue;
    findings.checked('REVERSALS');
    if (reversal === null) differs(audit, entry, { field: 'reversedBy', expected: 1, found: null });
  }
}

interface Difference {
  readonly field: string;
  readonly expected: FindingValue;
  readonly found: FindingValue;
}

function differs(audit: MemberAudit, { number }: AuditedEntry, difference: Difference): void {
  compareEntry(audit, { check: 'REVERSALS', number, ...difference });
}

function checkReversal(audit: MemberAudit, reversal: AuditedEntry, reversed: AuditedEntry | undefined): void {
  const compare = (field: string, expected: FindingValue, found: FindingValue) =>
    differs(audit, reversal, { field, expected, found });
  if (!reversal.isFounded)
    compare('factSequence', 'WITHDRAWAL | CORRECTION | ENTRY_WITHDRAWAL | RESCORING', reversal.factSequence);
  if (reversed === undefined) {
    compare('reversesNumber', reversal.reversesNumber, null);
    return;
  }
  if (reversed.kind === 'REVERSAL') compare('reverses.kind', 'GRANT', reversed.kind);
  if (reversed.number >= reversal.number) compare('reversesNumber', `< ${reversal.number}`, reversed.number);
  compare('granted', -reversed.granted, reversal.granted);
  compare('activityId', reversed.activityId, reversal.activityId);
  compare('ruleKey', reversed.ruleKey, reversal.ruleKey);
}
