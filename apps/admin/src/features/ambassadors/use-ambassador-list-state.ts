import type { ParticipationStatus, Visibility } from '../../app/graphql/schema.generated.ts';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';

export const statuses = ['ACTIVE', 'PAUSED', 'LEFT'] as const satisfies readonly ParticipationStatus[];
export const visibilities = ['NAMED', 'PSEUDONYM', 'HIDDEN'] as const satisfies readonly Visibility[];
export const orders = ['name', 'newest', 'oldest'] as const;
export type Order = (typeof orders)[number];

export interface AmbassadorListState {
  readonly search: string;
  readonly status: ParticipationStatus | undefined;
  readonly department: string | null;
  readonly visibility: Visibility | undefined;
  readonly order: Order;
  readonly filtered: boolean;
  readonly set: (changes: Readonly<Record<string, string | null>>) => void;
  readonly clear: () => void;
}

/** The search and the filters of the list, as its address has them. */
export function useAmbassadorListState(): AmbassadorListState {
  const { parameters, set } = useAddressState();
  const search = parameters.get('q') ?? '';
  const status = oneOf(parameters.get('status'), statuses);
  const department = parameters.get('department');
  const visibility = oneOf(parameters.get('visibility'), visibilities);
  return {
    search,
    status,
    department,
    visibility,
    order: oneOf(parameters.get('order'), orders) ?? 'name',
    filtered: search !== '' || [status, department, visibility].some(Boolean),
    set,
    clear: () => set({ q: null, status: null, department: null, visibility: null }),
  };
}
