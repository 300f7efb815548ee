import type { BoardInput, RankKind } from '../../app/graphql/schema.generated.ts';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';

export const rankKinds = ['COMPETITION', 'DENSE', 'ORDINAL'] as const satisfies readonly RankKind[];

export interface BoardAddress {
  /** `season` is the present one, a date the season that began then. */
  readonly period: string;
  readonly department: string;
  readonly rankKind: RankKind;
  readonly set: (changes: Readonly<Record<string, string | null>>) => void;
}

/** Which board is shown, as its address has it. */
export function useBoardAddress(): BoardAddress {
  const { parameters, set } = useAddressState();
  return {
    period: parameters.get('period') ?? 'season',
    department: parameters.get('department') ?? '',
    rankKind: oneOf(parameters.get('ties'), rankKinds) ?? 'COMPETITION',
    set,
  };
}

export function boardOf({ period, department }: Pick<BoardAddress, 'period' | 'department'>, programme: string): BoardInput {
  const scope = department === '' ? { scope: 'PROGRAMME' as const } : { scope: 'DEPARTMENT' as const, scopeId: department };
  if (period === 'all-time') return { programme, ...scope, period: 'ALL_TIME' };
  return { programme, ...scope, period: 'SEASON', ...(/^\d{4}-\d{2}-\d{2}$/.test(period) ? { periodStart: period } : {}) };
}
