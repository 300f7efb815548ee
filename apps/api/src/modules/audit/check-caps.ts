import type { CompiledRuleSet, LimitDescription } from '@fanfare/gamification';
import { type AuditedProgramme, calendarAt } from './audited-programme.ts';
import { compareEntry } from './check-entries.ts';
import type { MemberAudit } from './member-pass.ts';
import type { AuditedEntry } from './member-rows.ts';

/**
 * Adds up, entry by entry in the order of the ledger, what was granted in the window of every limit, and compares at each grant with the
 * limit of the version that granted it. Knows the entries, the facts and the documents of the rules, not what the engine remembered.
 * A reversal gives back what its entry used. Adjustments take the places of their facts, so at the end of a rescoring everything that
 * stands is added up anew, in the order of the facts.
 */
export function checkCaps(audit: MemberAudit): void {
  const { programme, member } = audit;
  const windows = new Map<string, Window>();
  const granting = new Map(member.entries.map((entry) => [entry.number, entry]));
  for (const [index, entry] of member.entries.entries()) {
    if (entry.kind === 'REVERSAL') {
      const reversed = granting.get(entry.reversesNumber ?? 0);
      if (reversed !== undefined && reversed.granted > 0)
        for (const use of usesOf(programme, reversed)) giveBack(windows, use, reversed);
    } else if (entry.kind !== 'ADJUSTMENT') use(audit, { windows, entry, isChecked: true });
    else if (member.entries[index + 1]?.factSequence !== entry.factSequence) {
      windows.clear();
      for (const standing of standingAfter(member.entries.slice(0, index + 1)))
        use(audit, { windows, entry: standing, isChecked: standing.factSequence === entry.factSequence });
    }
  }
}

function use(
  audit: MemberAudit,
  { windows, entry, isChecked }: { windows: Map<string, Window>; entry: AuditedEntry; isChecked: boolean },
): void {
  if (entry.granted <= 0) return;
  for (const one of usesOf(audit.programme, entry)) {
    const used = take(windows, one, entry);
    if (!isChecked) continue;
    audit.findings.checked('CAPS');
    if (used > one.limit.maximum) tooMuch(audit, { entry, use: one, used });
  }
}

/** What is not taken back, in the order of the facts. */
function standingAfter(entries: readonly AuditedEntry[]): readonly AuditedEntry[] {
  const reversed = new Set(entries.map(({ reversesNumber }) => reversesNumber));
  return entries
    .filter(({ kind, number }) => kind !== 'REVERSAL' && !reversed.has(number))
    .sort((one, other) => one.origin - other.origin || one.number - other.number);
}

/** What the entries of one window have used of one limit. */
interface Window {
  points: number;
  /** Of a limit by count, the activities that were paid. */
  readonly activities: Map<string, number>;
}

/** A limit that an entry counts in, and the name of the window and content in which it does. */
interface Use {
  readonly limit: LimitDescription;
  readonly window: string;
}

function usesOf(programme: AuditedProgramme, entry: AuditedEntry): readonly Use[] {
  const ruleSet = programme.ruleSets.find(({ version }) => version === entry.ruleSetVersion)?.compiled;
  if (ruleSet === undefined) return [];
  const { calendar } = calendarAt(programme, entry.factSequence);
  return limitsOf(ruleSet, entry).flatMap((limit) => {
    const { scope, ruleKey, kind, per, measure } = limit;
    const { start } = calendar.periodAt(per, entry.countsAt);
    const name = `${measure} ${scope} ${ruleKey ?? kind ?? ''} ${per} ${start}`;
    const contents = scope === 'CONTENT' ? contentsOf(entry) : [''];
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

/** A content is known by the item that it passes on and by its text; a fact with neither has none. */
function contentsOf({ amplifies, contentKey }: AuditedEntry): readonly string[] {
  return [...(amplifies === null ? [] : [`item ${amplifies}`]), ...(contentKey === null ? [] : [`text ${contentKey}`])];
}

/** How much of the limit the window has used with this entry. */
function take(windows: Map<string, Window>, { limit, window }: Use, entry: AuditedEntry): number {
  const used = windows.get(window) ?? { points: 0, activities: new Map() };
  windows.set(window, used);
  used.points += entry.granted;
  const activity = entry.activityId ?? String(entry.number);
  used.activities.set(activity, (used.activities.get(activity) ?? 0) + 1);
  return limit.measure === 'POINTS' ? used.points : used.activities.size;
}

function giveBack(windows: Map<string, Window>, { window }: Use, entry: AuditedEntry): void {
  const used = windows.get(window);
  if (used === undefined) return;
  used.points -= entry.granted;
  const activity = entry.activityId ?? String(entry.number);
  const left = (used.activities.get(activity) ?? 0) - 1;
  if (left > 0) used.activities.set(activity, left);
  else used.activities.delete(activity);
}

function tooMuch(audit: MemberAudit, { entry, use, used }: { entry: AuditedEntry; use: Use; used: number }): void {
  const { measure, scope, ruleKey, kind, per, maximum } = use.limit;
  const name = [scope, ruleKey ?? kind, measure, per].filter((part) => part !== null).join(' ');
  compareEntry(audit, { check: 'CAPS', number: entry.number, field: name, expected: `≤ ${maximum}`, found: used });
}
