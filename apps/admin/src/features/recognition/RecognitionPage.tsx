import { Button, SegmentedControl, Title, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { Catalogue } from './Catalogue.tsx';
import { OwnRequests } from './OwnRequests.tsx';
import { PolicyView } from './PolicyView.tsx';
import { RequestQueue } from './RequestQueue.tsx';
import './recognition.css';

export function RecognitionPage() {
  return (
    <Guard area="recognition">
      <Recognition />
    </Guard>
  );
}

const views = ['catalogue', 'mine', 'requests', 'policy'] as const;

function Recognition() {
  const { t } = useTranslation();
  const { programme, roles, ambassador } = useMembership();
  const { parameters, set } = useAddressState();
  const hidden = {
    catalogue: false,
    mine: ambassador === null,
    requests: !roles.includes('ADMIN') && !roles.includes('AUDITOR'),
    policy: false,
  };
  const shown = views.filter((view) => !hidden[view]);
  const view = oneOf(parameters.get('show'), shown) ?? 'catalogue';
  const create = roles.includes('ADMIN') && (
    <Button component={Link} to={`/programmes/${programme.key}/recognition/new`} leftSection={<IconPlus size={18} />}>
      {t('recognition.new')}
    </Button>
  );
  return (
    <Page title={t('recognition.title')} lead={t('recognition.lead')} actions={create}>
      <SegmentedControl
        mb="md"
        aria-label={t('recognition.views')}
        value={view}
        onChange={(show) => set({ show: show === 'catalogue' ? null : show, state: null })}
        data={shown.map((value) => ({ value, label: t(`recognition.view.${value}`) }))}
      />
      <VisuallyHidden>
        <Title order={2}>{t(`recognition.view.${view}`)}</Title>
      </VisuallyHidden>
      {view === 'catalogue' && <Catalogue />}
      {view === 'mine' && ambassador && <OwnRequests id={ambassador.id} />}
      {view === 'requests' && <RequestQueue />}
      {view === 'policy' && <PolicyView />}
    </Page>
  );
}
