import { useQuery } from '@apollo/client/react';
import { Button, SimpleGrid, Skeleton, Text, Title } from '@mantine/core';
import { IconSeeding } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { mayOpen } from '../../app/access.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Guard } from '../../app/shell/Refused.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { Page } from '../../ui/Page.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { Figure } from './Figure.tsx';
import { OverviewDocument, type OverviewQuery } from './overview.generated.ts';
import './overview.css';
import { TopFive } from './TopFive.tsx';
import { WeeksChart } from './WeeksChart.tsx';

export type Overview = NonNullable<OverviewQuery['programme']>['overview'];

export function OverviewPage() {
  return (
    <Guard area="overview">
      <ProgrammeOverview />
    </Guard>
  );
}

function ProgrammeOverview() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(OverviewDocument, { variables: { key: programme.key, weeks: 12 } });
  const found = data?.programme;
  const season = found?.currentSeason;
  return (
    <Page
      title={t('overview.title')}
      lead={season ? t('overview.lead', { season: season.name }) : t('overview.leadWithoutSeason')}
    >
      {found ? (
        <OverviewContent overview={found.overview} />
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </Page>
  );
}

function OverviewContent({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { programme, roles } = useMembership();
  const { participation, weeks, concentration } = overview;
  const [current, previous] = [weeks.at(-1), weeks.at(-2)];
  if (weeks.every(({ activities }) => activities === 0)) {
    return (
      <Empty
        icon={<IconSeeding />}
        title={t('overview.empty')}
        lead={t('overview.emptyLead')}
        action={
          mayOpen('imports', roles) && (
            <Button component={Link} to={`/programmes/${programme.key}/imports/new`}>
              {t('overview.emptyAction')}
            </Button>
          )
        }
      />
    );
  }
  const lastWeek = (value: number | undefined) => t('overview.lastWeek', { value: format.number(value ?? 0) });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} component="dl" className="overview-figures">
        <Figure
          label={t('overview.participants')}
          value={format.number(participation.active + participation.paused)}
          hint={t('overview.participantsHint', {
            paused: format.number(participation.paused),
            left: format.number(participation.left),
          })}
        />
        <Figure
          label={t('overview.contributing')}
          value={format.number(participation.contributing)}
          hint={t('overview.contributingHint', {
            share: format.percent(participation.contributing / Math.max(1, participation.active)),
          })}
        />
        <Figure
          label={t('overview.activities')}
          value={format.number(current?.activities ?? 0)}
          hint={lastWeek(previous?.activities)}
        />
        <Figure label={t('overview.points')} value={format.number(current?.points ?? 0)} hint={lastWeek(previous?.points)} />
      </SimpleGrid>
      <WeeksChart weeks={weeks} />
      <div className="overview-columns">
        <TopFive />
        <section className="fanfare-card">
          <Title order={2}>{t('overview.concentration')}</Title>
          <Text c="dimmed" mt="xs">
            {t('overview.concentrationText', { share: format.percent(concentration.shareOfTop10Percent) })}
          </Text>
        </section>
      </div>
    </>
  );
}

function OverviewSkeleton() {
  return (
    <div aria-busy="true">
      <SimpleGrid cols={{ base: 1, xs: 2, md: 4 }} mb="md">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} height={118} radius="lg" />
        ))}
      </SimpleGrid>
      <Skeleton height={380} radius="lg" />
    </div>
  );
}
