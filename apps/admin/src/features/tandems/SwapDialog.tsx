import { useQuery } from '@apollo/client/react';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { fitOf } from './affinity.ts';
import type { Proposal } from './ProposalList.tsx';
import { TandemProposalsDocument, type TandemRunFieldsFragment } from './run.generated.ts';
import { useVariant } from './use-variant.ts';

export interface SwapDialogProps {
  readonly run: TandemRunFieldsFragment;
  readonly proposal: Proposal;
  readonly onClose: () => void;
}

/** Exchanges who accompanies between two proposals: as a variant, which tells what it costs whom before anybody is asked. */
export function SwapDialog({ run, proposal, onClose }: SwapDialogProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [other, setOther] = useState<string | null>(null);
  const { swap, busy } = useVariant(run);
  const { data } = useQuery(TandemProposalsDocument, {
    variables: { id: run.id, first: 100 },
  });
  const name = (person: Proposal['frequent']) => person?.displayName ?? t('tandems.somebody');
  const choices = (data?.tandemRun?.proposals.nodes ?? []).filter(
    ({ id, frequent }) => id !== proposal.id && frequent?.id !== proposal.frequent?.id,
  );
  const chosen = choices.find(({ id }) => id === other);
  const submit = async () => {
    if (other === null) return;
    await swap(proposal.id, other);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('tandems.swapTitle')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <Stack>
        <Text size="sm">{t('tandems.swapLead')}</Text>
        <Select
          label={t('tandems.swapWith', { first: name(proposal.frequent), second: name(proposal.hesitant) })}
          searchable
          data-autofocus
          value={other}
          onChange={setOther}
          nothingFoundMessage={t('tandems.nobodyFound')}
          data={choices.map(({ id, frequent, hesitant, affinity }) => ({
            value: id,
            label: `${name(frequent)} · ${name(hesitant)} (${format.number(fitOf(affinity))})`,
          }))}
        />
        {chosen && (
          <ul className="tandem-sentences">
            <li>{t('tandems.swapPairAfter', { first: name(chosen.frequent), second: name(proposal.hesitant) })}</li>
            <li>{t('tandems.swapPairAfter', { first: name(proposal.frequent), second: name(chosen.hesitant) })}</li>
          </ul>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('app.cancel')}
          </Button>
          <Button onClick={() => void submit()} loading={busy} disabled={other === null}>
            {t('tandems.swapCost')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
