import { firstOpenInstant, judgedAt, type RuleVersion, selectRuleSet, withTakeover } from '@fanfare/gamification';
import { type AuditedProgramme, calendarAt } from './audited-programme.ts';
import { compareEntry } from './check-entries.ts';
import type { MemberAudit } from './member-pass.ts';
import type { AuditedEntry } from './member-rows.ts';

/**
 * A grant and an adjustment name the version that judges the activity, by the rules as the member's rescorings have left
 * them; and a rule of it.
 */
export function checkRuleVersions(audit: MemberAudit): void {
  const { programme, member, findings } = audit;
  for (const entry of member.entries) {
    const { number, kind, occurredAt, toldAt: recordedAt, ruleSetVersion, ruleKey } = entry;
    if ((kind !== 'GRANT' && kind !== 'ADJUSTMENT') || occurredAt === null || recordedAt === null) continue;
    findings.checked('RULE_VERSIONS');
    const inForce = selectRuleSet(timelineAt(programme, entry), judgedAt({ occurredAt, recordedAt }))?.version ?? null;
    const compare = (field: string, expected: string | number | null, found: string | number | null) =>
      compareEntry(audit, { check: 'RULE_VERSIONS', number, field, expected, found });
    compare('ruleSetVersion', inForce, ruleSetVersion);
    const named = programme.ruleSets.find(({ version }) => version === ruleSetVersion);
    if (named !== undefined && !named.compiled.byKey.has(ruleKey ?? ''))
      compare('ruleKey', [...named.compiled.byKey.keys()].join(' | '), ruleKey);
  }
}

function timelineAt(programme: AuditedProgramme, { rescorings }: AuditedEntry): readonly RuleVersion[] {
  return rescorings.reduce<readonly RuleVersion[]>((timeline, { sequence, version, until, recordedAt, from: asked }) => {
    const applied = programme.ruleSets.find((candidate) => candidate.version === version);
    const from = Math.max(asked, firstOpenInstant(calendarAt(programme, sequence).calendar, recordedAt));
    if (applied === undefined || from >= until) return timeline;
    return withTakeover(timeline, { compiled: applied.compiled, from, until });
  }, programme.ruleSets);
}

/** The balance is the sum of the entries; what people gave each other is no part of it. */
export function checkBalance({ programme, member, findings }: MemberAudit): void {
  const { id, entries, balance } = member;
  if (entries.every(({ kind }) => kind === 'EXCHANGE') && balance === null) return;
  findings.checked('BALANCES');
  const earned = entries.filter(({ kind }) => kind !== 'EXCHANGE');
  const expected = earned.reduce((sum, { granted }) => sum + granted, 0);
  if (!Number.isSafeInteger(expected)) {
    findings.broken({
      ...{ check: 'AMOUNTS', programme: programme.key, subject: 'MEMBER', id, field: 'balance' },
      ...{ expected: `≤ ${Number.MAX_SAFE_INTEGER}`, found: expected },
    });
  }
  findings.compare({
    ...{ check: 'BALANCES', programme: programme.key, subject: 'MEMBER', id, field: 'balance' },
    ...{ expected, found: balance },
  });
}
