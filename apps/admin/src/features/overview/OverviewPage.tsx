import { useQuery } from '@apollo/client/react';
import { Button, SimpleGrid, Skeleton } from '@mantine/core';
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
import { ProgrammeFrameFacts } from './ProgrammeFrameFacts.tsx';
import { TopFive } from './TopFive.tsx';
import { WeeksChart } from './WeeksChart.tsx';

export type OverviewProgramme = NonNullable<OverviewQuery['programme']>;

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
        <OverviewContent found={found} />
      ) : error ? (
        <Problem error={error} onRetry={() => void refetch()} />
      ) : (
        <OverviewSkeleton />
      )}
    </Page>
  );
}

function OverviewContent({ found }: { found: OverviewProgramme }) {
  const { weeks } = found.overview;
  if (weeks.every(({ activities }) => activities === 0)) return <NothingYet />;
  return (
    <>
      <Figures found={found} />
      <WeeksChart weeks={weeks} />
      <div className="overview-columns">
        <TopFive />
        <ProgrammeFrameFacts found={found} />
      </div>
    </>
  );
}

function NothingYet() {
  const { t } = useTranslation();
  const { programme, roles } = useMembership();
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

function Figures({ found: { overview, privacy } }: { found: OverviewProgramme }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { members, activeMembers } = overview.participation;
  const [current, previous] = [overview.weeks.at(-1), overview.weeks.at(-2)];
  const lastWeek = (value: number | undefined) => t('overview.lastWeek', { value: format.number(value ?? 0) });
  const tooFew = t('overview.tooFew', { minimum: format.number(privacy.minimumGroupSize) });
  const activeHint =
    members === null || members === 0
      ? t('overview.contributingHintAlone')
      : t('overview.contributingHint', { share: format.percent((activeMembers ?? 0) / members) });
  const count = (value: number | null) => (value === null ? '–' : format.number(value));
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', xs: 'md' }} component="dl" className="overview-figures">
      <Figure
        label={t('overview.participants')}
        value={count(members)}
        hint={members === null ? tooFew : t('overview.participantsHint')}
      />
      <Figure
        label={t('overview.contributing')}
        value={count(activeMembers)}
        hint={activeMembers === null ? tooFew : activeHint}
      />
      <Figure label={t('overview.activities')} value={count(current?.activities ?? 0)} hint={lastWeek(previous?.activities)} />
      <Figure label={t('overview.points')} value={count(current?.points ?? 0)} hint={lastWeek(previous?.points)} />
    </SimpleGrid>
  );
}

function OverviewSkeleton() {
  return (
    <div aria-busy="true">
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing={{ base: 'xs', xs: 'md' }} mb="md">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} height={118} radius="lg" />
        ))}
      </SimpleGrid>
      <Skeleton height={380} radius="lg" />
    </div>
  );
}
