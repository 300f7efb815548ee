import type { AuditedProgramme } from './audited-programme.ts';
import { boardName } from './board-name.ts';
import { type ExpectedStanding, expectedStandings } from './check-standings.ts';
import type { ReplayedLine } from './replay-member.ts';
import type { StoredMember } from './replay-rows.ts';

/** What two standings are compared by. */
export type StandingValue = Pick<ExpectedStanding, 'score' | 'reachedAt'>;

/** The standings that replayed lines give. */
export function replayedStandings(
  programme: AuditedProgramme,
  { member, lines }: { readonly member: StoredMember; readonly lines: readonly ReplayedLine[] },
): ReadonlyMap<string, StandingValue> {
  return expectedStandings(programme, { place: member.place, entries: lines });
}

/** The stored standings of boards that the programme keeps. */
export function storedStandings(
  { keptBoards }: AuditedProgramme,
  { standings }: StoredMember,
): ReadonlyMap<string, StandingValue> {
  const kept = new Set(keptBoards.map(({ scope, period }) => `${scope}/${period}`));
  return new Map(
    standings
      .filter(({ scope, period }) => kept.has(`${scope}/${period}`))
      .map((standing) => [boardName(standing), { score: standing.score, reachedAt: standing.reachedAt }]),
  );
}
