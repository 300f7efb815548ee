import type { CompiledRuleSet, LimitDescription } from '@fanfare/gamification';
import { type AuditedProgramme, calendarAt } from './audited-programme.ts';
import { compareEntry } from './check-entries.ts';
import type { MemberAudit } from './member-pass.ts';
import type { AuditedEntry } from './member-rows.ts';

/**
 * Adds up, line by line in the order of the ledger, what every window of every limit holds: signed sums, each line in the window that its own
 * instant names. At each grant the sum is compared with the limit of the version that granted it. Knows the lines, the facts and the
 * documents of the rules, nothing of what the engine remembers or gives back. Adjustments take the places of their facts, so at the end of a
 * rescoring everything is added up anew, in the order of the facts.
 */
export function checkCaps(audit: MemberAudit): void {
  const entries = audit.member.entries.filter(({ kind }) => kind !== 'EXCHANGE');
  const granting = new Map(entries.map((entry) => [entry.number, entry]));
  const lineOf = (entry: AuditedEntry): Line => ({
    entry,
    granted: entry.kind === 'REVERSAL' ? granting.get(entry.reversesNumber ?? 0) : entry,
  });
  const windows: Windows = new Map();
  for (const [index, entry] of entries.entries()) {
    if (entry.kind !== 'ADJUSTMENT') add(audit, { windows, line: lineOf(entry), isChecked: entry.kind === 'GRANT' });
    else if (entries[index + 1]?.factSequence !== entry.factSequence) {
      windows.clear();
      for (const line of inPlaces(entries.slice(0, index + 1)).map(lineOf))
        add(audit, { windows, line, isChecked: line.entry.factSequence === entry.factSequence });
    }
  }
}

/** A line of the ledger, and the entry by which it is judged: itself, or the one that it reverses. */
interface Line {
  readonly entry: AuditedEntry;
  readonly granted: AuditedEntry | undefined;
}

/** By limit, period and content: what each activity has in it, granted less taken back. */
type Windows = Map<string, Map<string, number>>;

function add(
  audit: MemberAudit,
  { windows, line, isChecked }: { readonly windows: Windows; readonly line: Line; readonly isChecked: boolean },
): void {
  const { entry, granted } = line;
  if (granted === undefined || entry.granted === 0) return;
  for (const { limit, window } of usesOf(audit.programme, { granted, countsAt: entry.countsAt })) {
    const sums = windows.get(window) ?? new Map<string, number>();
    windows.set(window, sums);
    const activity = granted.activityId ?? String(granted.number);
    sums.set(activity, (sums.get(activity) ?? 0) + entry.granted);
    if (!isChecked) continue;
    audit.findings.checked('CAPS');
    const used = usedOf(limit, [...sums.values()]);
    if (used > limit.maximum) tooMuch(audit, { entry, limit, used });
  }
}

function usedOf({ measure }: LimitDescription, sums: readonly number[]): number {
  return measure === 'POINTS' ? sums.reduce((total, sum) => total + sum, 0) : sums.filter((sum) => sum > 0).length;
}

/** The lines in the order of what they are for, without those that a rescoring replaced and their opposites. */
function inPlaces(entries: readonly AuditedEntry[]): readonly AuditedEntry[] {
  const replacing = entries.filter(
    ({ kind, factSequence, rescorings }) => kind === 'REVERSAL' && rescorings.some(({ sequence }) => sequence === factSequence),
  );
  const gone = new Set(replacing.flatMap(({ number, reversesNumber }) => [number, reversesNumber]));
  return entries
    .filter(({ number }) => !gone.has(number))
    .sort((one, other) => one.origin - other.origin || one.number - other.number);
}

/** A limit that an entry counts in, and the name of the window and content in which it does. */
interface Use {
  readonly limit: LimitDescription;
  readonly window: string;
}

function usesOf(
  programme: AuditedProgramme,
  { granted, countsAt }: { readonly granted: AuditedEntry; readonly countsAt: number },
): readonly Use[] {
  const ruleSet = programme.ruleSets.find(({ version }) => version === granted.ruleSetVersion)?.compiled;
  if (ruleSet === undefined) return [];
  const { calendar } = calendarAt(programme, granted.origin);
  return limitsOf(ruleSet, granted).flatMap((limit) => {
    const { scope, ruleKey, kind, per, measure } = limit;
    const { start } = calendar.periodAt(per, countsAt);
    const name = `${measure} ${scope} ${ruleKey ?? kind ?? ''} ${per} ${start}`;
    const contents = scope === 'CONTENT' ? contentsOf(granted) : [''];
    return contents.map((content) => ({ limit, window: `${name} ${content}` }));
  });
}

/** The limits that a grant of this rule for this kind of fact has to keep; readings do not count towards limits by count. */
function limitsOf({ document }: CompiledRuleSet, entry: AuditedEntry): readonly LimitDescription[] {
  const rule = document.rules.find(({ key }) => key === entry.ruleKey);
  if (rule === undefined) return [];
  const isReading = rule.award.type === 'ENGAGEMENT';
  const own = rule.limits.map((limit) => ({ ...limit, ruleKey: rule.key, kind: null }));
  const shared = document.limits.map((limit) => ({
    ...limit,
    ruleKey: null,
    kind: limit.scope === 'KIND' ? limit.kind : null,
  }));
  const kind = isReading ? 'ENGAGEMENT' : entry.activityKind;
  return [...own, ...shared].filter(
    (limit) => (limit.scope !== 'KIND' || limit.kind === kind) && !(isReading && limit.measure === 'COUNT'),
  );
}

/** A content is known by the item that it passes on and by its text; what has neither is one of its own. */
function contentsOf({ amplifies, contentKey, activityId, number }: AuditedEntry): readonly string[] {
  const named = [...(amplifies === null ? [] : [`item ${amplifies}`]), ...(contentKey === null ? [] : [`text ${contentKey}`])];
  return named.length > 0 ? named : [`activity ${activityId ?? number}`];
}

function tooMuch(
  audit: MemberAudit,
  { entry, limit, used }: { entry: AuditedEntry; limit: LimitDescription; used: number },
): void {
  const { measure, scope, ruleKey, kind, per, maximum } = limit;
  const name = [scope, ruleKey ?? kind, measure, per].filter((part) => part !== null).join(' ');
  compareEntry(audit, { check: 'CAPS', number: entry.number, field: name, expected: `≤ ${maximum}`, found: used });
}
