import { Button, SegmentedControl, Title, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { BadgeCatalogue } from './BadgeCatalogue.tsx';
import { LevelsView } from './LevelsView.tsx';
import { OwnBadges } from './OwnBadges.tsx';
import './badges.css';

export function BadgesPage() {
  return (
    <Guard area="badges">
      <Badges />
    </Guard>
  );
}

function Badges() {
  const { t } = useTranslation();
  const { programme, roles, ambassador } = useMembership();
  const { parameters, set } = useAddressState();
  const views = ambassador ? (['all', 'mine', 'levels'] as const) : (['all', 'levels'] as const);
  const view = oneOf(parameters.get('show'), views) ?? 'all';
  const create = roles.includes('ADMIN') && (
    <Button component={Link} to={`/programmes/${programme.key}/badges/new`} leftSection={<IconPlus size={18} />}>
      {t('badges.new')}
    </Button>
  );
  return (
    <Page title={t('badges.title')} lead={t('badges.lead')} actions={create}>
      <SegmentedControl
        mb="md"
        aria-label={t('badges.views')}
        value={view}
        onChange={(show) => set({ show: show === 'all' ? null : show })}
        data={views.map((value) => ({ value, label: t(`badges.view.${value}`) }))}
      />
      <VisuallyHidden>
        <Title order={2}>{t(`badges.view.${view}`)}</Title>
      </VisuallyHidden>
      {view === 'all' && <BadgeCatalogue />}
      {view === 'levels' && <LevelsView />}
      {view === 'mine' && ambassador && <OwnBadges id={ambassador.id} />}
    </Page>
  );
}
