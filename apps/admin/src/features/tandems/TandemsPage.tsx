import { Button, SegmentedControl, Title, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { RunList } from './RunList.tsx';
import { SegmentChart } from './SegmentChart.tsx';
import { TandemList } from './TandemList.tsx';
import './tandems.css';

const views = ['runs', 'tandems'] as const;

export function TandemsPage() {
  return (
    <Guard area="tandems">
      <Tandems />
    </Guard>
  );
}

function Tandems() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const { parameters, set } = useAddressState();
  const view = oneOf(parameters.get('show'), views) ?? 'runs';
  const start = roles.includes('ADMIN') && (
    <Button component={Link} to={`/programmes/${programme.key}/tandems/new`} leftSection={<IconPlus size={18} />}>
      {t('tandems.newRun')}
    </Button>
  );
  return (
    <Page title={t('tandems.title')} lead={t('tandems.lead')} actions={start}>
      <SegmentChart />
      <SegmentedControl
        my="md"
        aria-label={t('tandems.views')}
        value={view}
        onChange={(show) => set({ show: show === 'runs' ? null : show, state: null })}
        data={views.map((value) => ({ value, label: t(`tandems.view.${value}`) }))}
      />
      <VisuallyHidden>
        <Title order={2}>{t(`tandems.view.${view}`)}</Title>
      </VisuallyHidden>
      {view === 'runs' ? <RunList /> : <TandemList />}
    </Page>
  );
}
