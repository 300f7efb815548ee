import { useQuery } from '@apollo/client/react';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAddressState } from '../../ui/use-address-state.ts';
import {
  TandemRunChoicesDocument,
  TandemRunComparisonDocument,
  type TandemRunComparisonQuery,
  type TandemRunFieldsFragment,
} from './run.generated.ts';

export type Comparison = NonNullable<NonNullable<TandemRunComparisonQuery['tandemRun']>['comparison']>;

export interface Compared {
  /** The other run; empty for none. */
  readonly other: string;
  readonly choices: readonly { readonly id: string; readonly name: string; readonly createdAt: string }[];
  readonly comparison: Comparison | undefined;
  readonly choose: (id: string) => void;
}

const none = 'none';

/** The run laid beside this one: that of the address, else the one it is based on. */
export function useComparison(run: TandemRunFieldsFragment): Compared {
  const { programme } = useMembership();
  const { parameters, set } = useAddressState();
  const chosen = parameters.get('with') ?? run.basedOn?.id ?? none;
  const other = chosen === none || chosen === run.id ? '' : chosen;
  const { data: runs } = useQuery(TandemRunChoicesDocument, { variables: { key: programme.key } });
  const { data } = useQuery(TandemRunComparisonDocument, { variables: { id: run.id, with: other }, skip: other === '' });
  const computed = ['COMPLETED', 'RELEASED', 'DISCARDED'];
  return {
    other,
    choices: (runs?.programme?.tandemRuns.nodes ?? []).filter(({ id, status }) => id !== run.id && computed.includes(status)),
    comparison: (other === '' ? undefined : data?.tandemRun?.comparison) ?? undefined,
    choose: (id) => set({ with: id === '' ? none : id }),
  };
}
