import { SegmentedControl, Title, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Page } from '../../ui/Page.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { KudosWall } from './KudosWall.tsx';
import { OwnPoints } from './OwnPoints.tsx';
import { ReceivedKudos } from './ReceivedKudos.tsx';
import { ReportedKudos } from './ReportedKudos.tsx';
import './thanks.css';

export function ThanksPage() {
  return (
    <Guard area="thanks">
      <Thanks />
    </Guard>
  );
}

const views = ['wall', 'received', 'points', 'reported'] as const;

function Thanks() {
  const { t } = useTranslation();
  const { roles, ambassador } = useMembership();
  const { parameters, set } = useAddressState();
  const isMissing = {
    wall: false,
    received: ambassador === null,
    points: ambassador === null,
    reported: !roles.includes('ADMIN'),
  };
  const shown = views.filter((view) => !isMissing[view]);
  const view = oneOf(parameters.get('show'), shown) ?? 'wall';
  return (
    <Page title={t('thanks.title')} lead={t('thanks.lead')}>
      {shown.length > 1 && (
        <SegmentedControl
          mb="md"
          aria-label={t('thanks.views')}
          value={view}
          onChange={(show) => set({ show: show === 'wall' ? null : show })}
          data={shown.map((value) => ({ value, label: t(`thanks.view.${value}`) }))}
        />
      )}
      <VisuallyHidden>
        <Title order={2}>{t(`thanks.view.${view}`)}</Title>
      </VisuallyHidden>
      {view === 'wall' && <KudosWall />}
      {view === 'received' && ambassador && <ReceivedKudos id={ambassador.id} />}
      {view === 'points' && ambassador && <OwnPoints id={ambassador.id} />}
      {view === 'reported' && <ReportedKudos />}
    </Page>
  );
}
