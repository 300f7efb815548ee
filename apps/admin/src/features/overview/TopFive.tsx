import { useQuery } from '@apollo/client/react';
import { Anchor, Group, Skeleton, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { useFormat } from '../../ui/format.ts';
import { MemberName } from '../../ui/MemberName.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { TopFiveDocument, type TopFiveQuery } from './overview.generated.ts';

export function TopFive() {
  const { t } = useTranslation();
  const { programme } = useMembership();
  const { data, error, refetch } = useQuery(TopFiveDocument, { variables: { board: { programme: programme.id } } });
  const standings = data?.leaderboard?.standings.nodes;
  return (
    <section className="fanfare-card">
      <Group justify="space-between">
        <Title order={2}>{t('overview.topFive')}</Title>
        <Anchor component={Link} to={`/programmes/${programme.key}/leaderboard`} size="sm">
          {t('overview.wholeBoard')}
        </Anchor>
      </Group>
      {standings === undefined && error && <Problem error={error} onRetry={() => void refetch()} />}
      {standings === undefined && !error && <Skeleton height={220} mt="md" />}
      {standings?.length === 0 && (
        <Text c="dimmed" mt="sm">
          {t('overview.emptyBoard')}
        </Text>
      )}
      {standings && standings.length > 0 && <TopFiveList standings={standings} />}
    </section>
  );
}

type Standings = NonNullable<TopFiveQuery['leaderboard']>['standings']['nodes'];

function TopFiveList({ standings }: { standings: Standings }) {
  const format = useFormat();
  return (
    <ol className="overview-top">
      {standings.map(({ rank, score, member }) => (
        <li key={member.id}>
          <Text component="span" c="dimmed" className="fanfare-number">
            {rank}
          </Text>
          <MemberName member={member} />
          <span className="overview-top-points">{format.number(score)}</span>
        </li>
      ))}
    </ol>
  );
}
