import type { BoardPeriod, BoardScope } from '@fanfare/contracts';
import type { AuditedProgramme } from './audited-programme.ts';
import { boardName } from './board-name.ts';
import type { FindingValue } from './findings.ts';
import type { MemberAudit } from './member-pass.ts';
import type { AuditedEntry, AuditedPlace, AuditedStanding } from './member-rows.ts';

/** What a member has on one board, by the entries of the ledger. */
export interface ExpectedStanding {
  score: number;
  reachedAt: number;
  readonly isShown: boolean;
}

/** Every standing is the sum of the entries that count on its board; there is one on each such board and on no other; no ghost is shown. */
export function checkStandings(audit: MemberAudit): void {
  const { programme, member, findings } = audit;
  const expected = expectedStandings(programme, member);
  const found = new Map(member.standings.map((standing) => [boardName(standing), standing]));
  for (const name of new Set([...expected.keys(), ...found.keys()])) {
    findings.checked('STANDINGS');
    compareStanding(audit, { name, expected: expected.get(name), found: found.get(name) });
  }
}

interface Comparison {
  readonly name: string;
  readonly expected: ExpectedStanding | undefined;
  readonly found: AuditedStanding | undefined;
}

function compareStanding({ programme, member, findings }: MemberAudit, { name, expected, found }: Comparison): void {
  const compare = (check: 'STANDINGS' | 'BOARD_MEMBERS', field: string, wanted: FindingValue, stands: FindingValue) =>
    findings.compare({
      ...{ check, programme: programme.key, subject: 'STANDING', id: `${name} ${member.id}`, field },
      ...{ expected: wanted, found: stands },
    });
  if (expected === undefined && found !== undefined) {
    // What a programme no longer keeps is no longer kept up either, until its boards are rebuilt.
    if (isKept(programme, found)) compare('BOARD_MEMBERS', 'score', null, found.score);
    return;
  }
  compare('STANDINGS', 'score', expected?.score ?? null, found?.score ?? null);
  if (expected === undefined || found === undefined) return;
  compare('STANDINGS', 'reachedAt', expected.reachedAt, found.reachedAt);
  findings.checked('BOARD_MEMBERS');
  compare('BOARD_MEMBERS', 'isShown', expected.isShown, found.isShown);
}

function isKept({ keptBoards }: AuditedProgramme, standing: AuditedStanding): boolean {
  return keptBoards.some(({ scope, period }) => scope === standing.scope && period === standing.period);
}

/** An entry, as far as boards are concerned. */
export type BoardEntry = Pick<AuditedEntry, 'kind' | 'granted' | 'countsAt' | 'recordedAt' | 'channel' | 'campaignId'>;

/**
 * What the boards that a programme keeps have to say of a member: sums of the entries. A grant reaches its score when it counts, a
 * reversal when it was recorded; entries of 0 points move nothing; boards that were closed are left alone.
 */
export function expectedStandings(
  programme: AuditedProgramme,
  member: { readonly place: AuditedPlace | null; readonly entries: readonly BoardEntry[] },
): Map<string, ExpectedStanding> {
  const standings = new Map<string, ExpectedStanding>();
  const { place } = member;
  if (place === null) return standings;
  for (const entry of member.entries) {
    if (entry.granted === 0 || entry.kind === 'EXCHANGE') continue;
    const reachedAt = entry.kind === 'REVERSAL' ? entry.recordedAt : entry.countsAt;
    for (const name of boardsOf(programme, { entry, place })) {
      const standing = standings.get(name) ?? { score: 0, reachedAt, isShown: place.isEligible };
      standing.score += entry.granted;
      standing.reachedAt = Math.max(standing.reachedAt, reachedAt);
      standings.set(name, standing);
    }
  }
  return standings;
}

interface Placed {
  readonly entry: BoardEntry;
  readonly place: AuditedPlace;
}

function boardsOf(programme: AuditedProgramme, placed: Placed): readonly string[] {
  const names: string[] = [];
  for (const { scope, period } of programme.keptBoards) {
    const startsAt = periodStart(programme, period, placed.entry.countsAt);
    if (startsAt === undefined) continue;
    for (const scopeId of groupsOf(scope, placed)) {
      const name = boardName({ scope, scopeId, period, startsAt });
      if (!programme.frozenBoards.has(name)) names.push(name);
    }
  }
  return names;
}

/** When the period begins that an instant lies in; null for all time, undefined between seasons. */
function periodStart({ present }: AuditedProgramme, period: BoardPeriod, instant: number): number | null | undefined {
  switch (period) {
    case 'ALL_TIME':
      return null;
    case 'SEASON':
      return present.seasons.find(({ start, end }) => start <= instant && instant < end)?.start;
    default:
      return present.calendar.periodAt(period === 'WEEK' ? 'ISO_WEEK' : period, instant).start;
  }
}

const everybody = [null] as const;

/** The groups of a scope in which an entry counts. Department and team are the member's present ones, the others hang on the entry. */
function groupsOf(scope: BoardScope, { entry, place }: Placed): readonly (string | null)[] {
  switch (scope) {
    case 'PROGRAMME':
      return everybody;
    case 'DEPARTMENT':
      return named(place.departmentId);
    case 'TEAM':
      return named(place.teamId);
    case 'CHANNEL':
      return named(entry.channel);
    case 'CAMPAIGN':
      return named(entry.campaignId);
    case 'TANDEM':
    case 'CHALLENGE':
      return place.groups
        .filter((group) => group.scope === scope && group.from <= entry.countsAt && entry.countsAt < (group.until ?? Infinity))
        .map(({ groupId }) => groupId);
  }
}

function named(id: string | null): readonly string[] {
  return id === null ? [] : [id];
}
