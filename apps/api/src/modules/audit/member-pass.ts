import type { AuditedProgramme } from './audited-programme.ts';
import { checkCaps } from './check-caps.ts';
import { checkAmounts, checkLinks, checkReversals } from './check-entries.ts';
import { checkBalance, checkRuleVersions } from './check-points.ts';
import { checkStandings } from './check-standings.ts';
import type { Findings } from './findings.ts';
import { type AuditedMember, openMemberRows } from './member-rows.ts';
import { MemberStream, nextMember } from './member-stream.ts';
import type { Snapshot } from './snapshot.ts';

/** What the checks of one member get. */
export interface MemberAudit {
  readonly programme: AuditedProgramme;
  readonly member: AuditedMember;
  readonly findings: Findings;
}

const memberChecks: readonly ((audit: MemberAudit) => void)[] = [
  checkLinks,
  checkAmounts,
  checkReversals,
  checkRuleVersions,
  checkCaps,
  checkBalance,
  checkStandings,
];

/**
 * Reads the programme member by member, all that the database holds of each side by side, and runs every check that concerns one
 * member. No more than one member's history is in memory.
 */
export async function checkMembers(
  snapshot: Snapshot,
  {
    programme,
    findings,
    onLines,
  }: {
    readonly programme: AuditedProgramme;
    readonly findings: Findings;
    readonly onLines: (count: number) => void;
  },
): Promise<void> {
  const rows = openMemberRows(snapshot, programme);
  const [places, entries, standings, balances] = [
    new MemberStream(rows.places),
    new MemberStream(rows.entries),
    new MemberStream(rows.standings),
    new MemberStream(rows.balances),
  ];
  for (;;) {
    const id = await nextMember([places, entries, standings, balances]);
    if (id === null) return;
    const [place] = await places.take(id);
    const [state] = await balances.take(id);
    const member: AuditedMember = {
      ...{ id, place: place ?? null, balance: state?.balance ?? null },
      ...{ entries: await entries.take(id), standings: await standings.take(id) },
    };
    for (const check of memberChecks) check({ programme, member, findings });
    onLines(member.entries.length);
  }
}
