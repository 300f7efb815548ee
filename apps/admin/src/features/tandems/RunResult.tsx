import { Alert, SegmentedControl, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconHistory, IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/format.ts';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { ChangeList } from './ChangeList.tsx';
import { OverrideButton } from './OverrideDialog.tsx';
import { ProposalList } from './ProposalList.tsx';
import { QualityCard } from './QualityCard.tsx';
import type { TandemRunFieldsFragment } from './run.generated.ts';
import { UnmatchedList } from './UnmatchedList.tsx';
import { useComparison } from './use-comparison.ts';

const views = ['proposals', 'unmatched', 'changes'] as const;

/** What a run has found: how good it is, beside another one where wished, and for whom. */
export function RunResult({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { parameters, set } = useAddressState();
  const compared = useComparison(run);
  const shown = views.filter((view) => view !== 'changes' || compared.comparison);
  const view = oneOf(parameters.get('show'), shown) ?? 'proposals';
  return (
    <>
      <Certificate run={run} />
      {run.quality && <QualityCard run={run} quality={run.quality} compared={compared} />}
      <div className="tandem-views">
        <SegmentedControl
          aria-label={t('tandems.resultViews')}
          value={view}
          onChange={(show) => set({ show: show === 'proposals' ? null : show })}
          data={shown.map((value) => ({ value, label: t(`tandems.resultView.${value}`) }))}
        />
        {(run.status === 'COMPLETED' || run.status === 'RELEASED') && !run.forgottenAt && <OverrideButton run={run} />}
      </div>
      <VisuallyHidden>
        <Title order={2}>{t(`tandems.resultView.${view}`)}</Title>
      </VisuallyHidden>
      {run.forgottenAt && (
        <Alert mb="md" color="gray" icon={<IconHistory />}>
          {t('tandems.forgotten', { date: format.date(run.forgottenAt) })}
        </Alert>
      )}
      {view === 'proposals' && <ProposalList run={run} />}
      {view === 'unmatched' && <UnmatchedList run={run} />}
      {view === 'changes' && compared.comparison && <ChangeList comparison={compared.comparison} />}
    </>
  );
}

function Certificate({ run }: { run: TandemRunFieldsFragment }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (run.certificateVerified === null) return null;
  const verified = run.certificateVerified;
  return (
    <Alert
      mb="md"
      color={verified ? 'petrol' : 'red'}
      icon={verified ? <IconShieldCheck /> : <IconShieldX />}
      title={t(verified ? 'tandems.proved' : 'tandems.notProved')}
    >
      <Text size="sm">{t(verified ? `tandems.provedLead.${run.settings.objective}` : 'tandems.notProvedLead')}</Text>
      {run.skipped !== null && run.skipped > 0 && (
        <Text size="sm" mt={4}>
          {t('tandems.skipped', { count: run.skipped, formatted: format.number(run.skipped) })}
        </Text>
      )}
    </Alert>
  );
}
