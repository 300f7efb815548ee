import { useNavigate } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useAct } from '../../ui/use-act.ts';
import {
  LockTandemProposalDocument,
  SwapTandemProposalsDocument,
  type TandemRunFieldsFragment,
  UnlockTandemProposalDocument,
} from './run.generated.ts';

/** Changes on a computed run: each is computed as a run of its own, which is opened beside the one it comes from. */
export function useVariant(run: TandemRunFieldsFragment) {
  const { programme } = useMembership();
  const navigate = useNavigate();
  const { act, busy } = useAct();
  const show = async (payload: { readonly tandemRun: { readonly id: string } | null } | undefined) => {
    if (!payload?.tandemRun) return;
    await navigate(`/programmes/${programme.key}/tandems/${payload.tandemRun.id}?with=${run.id}&show=changes`);
  };
  return {
    busy,
    lock: async (pair: { readonly hesitant: string; readonly frequent: string }) =>
      show(await act(LockTandemProposalDocument, { run: run.id, ...pair })),
    unlock: async (hesitant: string) => show(await act(UnlockTandemProposalDocument, { run: run.id, hesitant })),
    swap: async (first: string, second: string) => show(await act(SwapTandemProposalsDocument, { first, second })),
  };
}
