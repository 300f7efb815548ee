import type { BoardPeriod, BoardScope } from '../../app/graphql/schema.generated.ts';
import type { BoardAddress } from './use-board-address.ts';

type Kind = { readonly scope: BoardScope; readonly period: BoardPeriod; readonly measure: string };
type Chosen = Pick<BoardAddress, 'period' | 'department'>;

/** Which boards of members the programme has, as far as this page shows them. */
export interface Offered {
  has(scope: 'PROGRAMME' | 'DEPARTMENT', period: 'SEASON' | 'ALL_TIME'): boolean;
}

export function offeredBy(kinds: readonly Kind[]): Offered {
  const names = new Set(kinds.filter(({ measure }) => measure === 'POINTS').map(({ scope, period }) => `${scope}/${period}`));
  return { has: (scope, period) => names.has(`${scope}/${period}`) };
}

/**
 * What changes beside a choice, so that it leads to a board that there is: who asks for all time leaves the department where departments
 * have no such board, and who asks for a department goes to the season.
 */
export function withChoice(offered: Offered, chosen: Chosen, change: Partial<Chosen>): Partial<Chosen> {
  const wanted = { ...chosen, ...change };
  const period = wanted.period === 'all-time' ? 'ALL_TIME' : 'SEASON';
  if (wanted.department === '' || offered.has('DEPARTMENT', period)) return change;
  return change.department === undefined ? { ...change, department: '' } : { ...change, period: otherPeriod(wanted.period) };
}

function otherPeriod(period: string): string {
  return period === 'all-time' ? 'season' : 'all-time';
}

interface Department {
  readonly id: string;
  readonly name: string;
  /** False where its members are fewer than the minimum group size. */
  readonly isShownOnBoards: boolean | null;
}

/** The departments that have a board of their own, and the chosen one: what an old address names is shown as it is. */
export function departmentsToOffer(departments: readonly Department[], chosen: string): readonly Department[] {
  return departments.filter(({ id, isShownOnBoards }) => isShownOnBoards || id === chosen);
}
