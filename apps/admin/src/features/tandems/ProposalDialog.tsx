import { Modal, Stack, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { fitOf } from './affinity.ts';
import { FactorList } from './FactorBar.tsx';
import type { Proposal } from './ProposalList.tsx';

/** Why these two: the factors, and what either could have had instead. */
export function ProposalDialog({ proposal, onClose }: { proposal: Proposal; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { frequent, hesitant, affinity, factors, third } = proposal;
  const names = [frequent, hesitant].map((person) => person?.displayName ?? t('tandems.somebody'));
  const instead = (person: string | undefined, alternative: Proposal['nextFrequent']) =>
    alternative === null
      ? t('tandems.insteadNobody', { person })
      : t('tandems.insteadOf', {
          person,
          other: alternative.ambassador?.displayName ?? t('tandems.somebody'),
          fit: format.number(fitOf(alternative.affinity)),
          difference: format.signed(fitOf(-alternative.gain)),
        });
  return (
    <Modal opened onClose={onClose} title={names.join(' · ')} size="lg" closeButtonProps={{ 'aria-label': t('app.close') }}>
      <Stack>
        <div>
          <Text size="sm" c="dimmed">
            {t('tandems.fit')}
          </Text>
          <Text className="tandem-figure">{format.number(fitOf(affinity))}</Text>
        </div>
        <FactorList points={factors} />
        <div>
          <Title order={3} size="h5" mb={4}>
            {t('tandems.instead')}
          </Title>
          <ul className="tandem-sentences">
            <li>{instead(names[1], proposal.nextFrequent)}</li>
            <li>{instead(names[0], proposal.nextHesitant)}</li>
          </ul>
        </div>
        {third && (
          <div>
            <Title order={3} size="h5" mb={4}>
              {t('tandems.thirdFit', {
                person: third.ambassador?.displayName ?? t('tandems.somebody'),
                first: names[0],
                fit: format.number(fitOf(third.affinity)),
              })}
            </Title>
            <FactorList points={third.factors} />
            <Text size="sm" mt="xs">
              {instead(third.ambassador?.displayName ?? t('tandems.somebody'), third.nextFrequent)}
            </Text>
          </div>
        )}
      </Stack>
    </Modal>
  );
}
