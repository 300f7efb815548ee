import { selectRuleSet } from '@fanfare/gamification';
import { compareEntry } from './check-entries.ts';
import type { MemberAudit } from './member-pass.ts';

/** A grant names the version that was in force when the activity happened, an adjustment that of its rescoring; and a rule of it. */
export function checkRuleVersions(audit: MemberAudit): void {
  const { programme, member, findings } = audit;
  for (const { number, kind, occurredAt, ruleSetVersion, ruleKey, rescoredVersion } of member.entries) {
    if ((kind !== 'GRANT' && kind !== 'ADJUSTMENT') || occurredAt === null) continue;
    findings.checked('RULE_VERSIONS');
    const inForce = selectRuleSet(programme.ruleSets, occurredAt)?.version ?? null;
    const compare = (field: string, expected: string | number | null, found: string | number | null) =>
      compareEntry(audit, { check: 'RULE_VERSIONS', number, field, expected, found });
    compare('ruleSetVersion', kind === 'GRANT' ? inForce : rescoredVersion, ruleSetVersion);
    const named = programme.ruleSets.find(({ version }) => version === ruleSetVersion);
    if (named !== undefined && !named.compiled.byKey.has(ruleKey ?? ''))
      compare('ruleKey', [...named.compiled.byKey.keys()].join(' | '), ruleKey);
  }
}

/** The balance is the sum of the entries. */
export function checkBalance({ programme, member, findings }: MemberAudit): void {
  const { id, entries, balance } = member;
  if (entries.length === 0 && balance === null) return;
  findings.checked('BALANCES');
  const expected = entries.reduce((sum, { granted }) => sum + granted, 0);
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
