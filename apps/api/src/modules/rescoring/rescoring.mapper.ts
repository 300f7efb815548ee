import type { Language } from '@fanfare/contracts';
import { isLargeEnough } from '@fanfare/gamification';
import type { PreviewBasis } from './preview-basis.ts';
import type { PreviewChange } from './preview-changes.ts';
import type { PreviewResult, RescoredPeople } from './preview-tally.ts';
import type { RescoredMemberRow, RescoringRow } from './rescoring.repository.ts';
import type { EntryRescoring, RescoredAmbassador, Rescoring } from './rescoring.types.ts';
import type { RescoredGroup, RescoringBasis, RescoringChange, RescoringOutcome } from './rescoring-outcome.types.ts';

export function toRescoring(row: RescoringRow, minimumGroupSize: number): Rescoring {
  const { id, programmeId, ruleSetId, status, from, until, previewedAt, previewedBy, reason, startedAt, startedBy } = row;
  const isWhole = row.membersExpected === 0;
  return {
    ...{ id, programmeId, ruleSetId, status, from, until, previewedAt, previewedBy, reason, startedAt, startedBy, row },
    finishedAt: row.finishedAt,
    progress: isWhole ? Number(row.finishedAt !== null) : row.membersDone / row.membersExpected,
    basis: row.basis === null ? null : toBasis(row.basis, row.from),
    outcome: row.result === null ? null : toOutcome(row.result, minimumGroupSize),
  };
}

export function toRescoredAmbassador(row: RescoredMemberRow, programmeId: string): RescoredAmbassador {
  const { ambassadorId: rescoredAmbassadorId, before, after, difference, entries } = row;
  return { programmeId, rescoredAmbassadorId, before, after, difference, entries };
}

export function toChange({ kind, count, message }: PreviewChange, language: Language): RescoringChange {
  return { kind, count, message: message[language] };
}

/** What a reader of an entry reads of the rescoring behind it; null for one that was never started. */
export function toEntryRescoring(
  { id, ruleSetVersion, from, until, reason, startedAt }: RescoringRow,
  owner: Pick<EntryRescoring, 'programmeId' | 'ambassadorId' | 'departmentId' | 'personId'>,
): EntryRescoring | null {
  if (reason === null || startedAt === null) return null;
  const { programmeId, ambassadorId, departmentId, personId } = owner;
  return { id, ruleSetVersion, from, until, reason, startedAt, programmeId, ambassadorId, departmentId, personId };
}

function toBasis(basis: PreviewBasis, from: Date): RescoringBasis {
  const { ledgerNumber, factSequence, lookedAt, openFrom, versions } = basis;
  return {
    ...{ ledgerNumber, factSequence, lookedAt: new Date(lookedAt) },
    reachesFrom: new Date(Math.max(openFrom, from.getTime())),
    ruleVersions: versions.map(({ version, effectiveFrom }) => ({ version, effectiveFrom: new Date(effectiveFrom) })),
  };
}

function toOutcome(result: PreviewResult, minimum: number): RescoringOutcome {
  const { everybody, entries, keptEntries } = result;
  if (!mayBeTold(everybody, minimum))
    return { everybody: null, byRule: [], otherRules: null, entries: null, keptEntries: null };
  const rules = shownRules(result.byRule, minimum);
  return {
    ...{ everybody: toGroup(everybody, minimum), entries, keptEntries },
    byRule: rules.shown.map((rule) => ({ key: rule.key, group: toGroup(rule, minimum) })),
    otherRules: rules.others,
  };
}

/** Where only a few get more or fewer points, the difference of the sums would be theirs. */
function mayBeTold({ members, gainers, losers }: RescoredPeople, minimum: number): boolean {
  const changed = gainers + losers;
  return isLargeEnough({ members, active: changed === 0 ? members : changed }, minimum);
}

type RuleGroup = PreviewResult['byRule'][number];

/**
 * Rules that concern too few people are added up with the smallest of the others: else they would be the difference to the whole. The same
 * people may stand behind several rules, so their numbers must not be added up to find out whether they are enough.
 */
function shownRules(
  rules: readonly RuleGroup[],
  minimum: number,
): { shown: readonly RuleGroup[]; others: RescoredGroup | null } {
  const shown = rules.filter((rule) => mayBeTold(rule, minimum)).sort((one, other) => other.members - one.members);
  const small = rules.filter((rule) => !mayBeTold(rule, minimum));
  if (small.length === 0) return { shown, others: null };
  const joining = shown.pop();
  if (joining === undefined) return { shown: [], others: null };
  const before = small.reduce((sum, rule) => sum + rule.before, joining.before);
  const after = small.reduce((sum, rule) => sum + rule.after, joining.after);
  return { shown, others: { ...toGroup(joining, minimum), before, after } };
}

/** How many gain and lose is told where neither of them are too few, nor those who do neither, who would be the rest. */
function toGroup({ members, before, after, gainers, losers }: RescoredPeople, minimum: number): RescoredGroup {
  const sides = [gainers, losers, members - gainers - losers];
  const areTold = sides.every((people) => people === 0 || people >= minimum);
  return { members, before, after, gainers: areTold ? gainers : null, losers: areTold ? losers : null };
}
