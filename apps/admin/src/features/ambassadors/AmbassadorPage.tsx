import { CombinedGraphQLErrors } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { Badge, Group, SegmentedControl, Skeleton, VisuallyHidden } from '@mantine/core';
import { IconUserQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { mayOpen } from '../../app/access.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Refused } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { oneOf, useAddressState } from '../../ui/use-address-state.ts';
import { AboutAmbassador } from './AboutAmbassador.tsx';
import { ActivityHistory } from './ActivityHistory.tsx';
import { AmbassadorDocument, type AmbassadorQuery } from './ambassador.generated.ts';
import './ambassadors.css';
import { PointsHistory } from './PointsHistory.tsx';
import { StatusBadge } from './StatusBadge.tsx';
import { useSight } from './use-sight.ts';

export type AmbassadorDetails = NonNullable<AmbassadorQuery['ambassador']>;

const views = ['points', 'activities'] as const;

/** Anybody's own page, and everybody's for those whose role opens it. */
export function AmbassadorPage() {
  const { ambassadorId = '' } = useParams();
  const { roles, ambassador } = useMembership();
  const own = ambassador?.id === ambassadorId;
  if (!own && !mayOpen('ambassadors', roles)) return <Refused />;
  return <AmbassadorView id={ambassadorId} own={own} />;
}

function AmbassadorView({ id, own }: { id: string; own: boolean }) {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
  const { data, error, refetch } = useQuery(AmbassadorDocument, { variables: { id, ...useSight(id) } });
  const ambassador = data?.ambassador;
  const back = mayOpen('ambassadors', roles)
    ? { back: { to: `/programmes/${programme.key}/ambassadors`, label: t('ambassadors.back') } }
    : {};
  const missing = data?.ambassador === null || isRefusal(error);

  if (missing)
    return (
      <Page title={t('ambassadors.notFound')} {...back}>
        <Empty icon={<IconUserQuestion />} lead={t('ambassadors.notFoundLead')} />
      </Page>
    );
  return (
    <Page
      title={ambassador?.displayName ?? (own ? t('nav.me') : t('nav.ambassadors'))}
      heading={
        ambassador ? (
          <Heading ambassador={ambassador} own={own} />
        ) : (
          <>
            <VisuallyHidden component="span">{t('app.loading')}</VisuallyHidden>
            <Skeleton component="span" display="inline-block" width={220} height={28} />
          </>
        )
      }
      {...back}
    >
      {ambassador && <Histories ambassador={ambassador} own={own} />}
      {!ambassador && error && <Problem error={error} onRetry={() => void refetch()} />}
      {!ambassador && !error && <Skeleton height={420} radius="lg" aria-busy="true" />}
    </Page>
  );
}

function Heading({ ambassador, own }: { ambassador: AmbassadorDetails; own: boolean }) {
  const { t } = useTranslation();
  return (
    <Group component="span" gap="sm">
      {ambassador.displayName}
      {own && (
        <Badge variant="light" color="brass" tt="none">
          {t('ambassadors.you')}
        </Badge>
      )}
      {ambassador.status !== 'ACTIVE' && <StatusBadge status={ambassador.status} />}
      {ambassador.isTestPerson && (
        <Badge variant="outline" tt="none">
          {t('ambassadors.testPerson')}
        </Badge>
      )}
    </Group>
  );
}

function Histories({ ambassador, own }: { ambassador: AmbassadorDetails; own: boolean }) {
  const { t } = useTranslation();
  const { parameters, set } = useAddressState();
  const view = oneOf(parameters.get('show'), views) ?? 'points';
  return (
    <div className="ambassador-columns">
      <AboutAmbassador ambassador={ambassador} />
      <div>
        <SegmentedControl
          mb="md"
          aria-label={t('ambassadors.views')}
          value={view}
          onChange={(show) => set({ show: show === 'points' ? null : show })}
          data={[
            { value: 'points', label: t('ambassadors.history') },
            { value: 'activities', label: t('ambassadors.activities') },
          ]}
        />
        {view === 'points' ? (
          <PointsHistory id={ambassador.id} addressee={own ? undefined : ambassador.displayName} />
        ) : (
          <ActivityHistory id={ambassador.id} />
        )}
      </div>
    </div>
  );
}

const isRefusal = (error: unknown) =>
  CombinedGraphQLErrors.is(error) &&
  error.errors.every(({ extensions: { code } = {} }) => code === 'FORBIDDEN' || code === 'NOT_FOUND');
