import { useQuery } from '@apollo/client/react';
import { Anchor, Badge, Group, Skeleton, Text } from '@mantine/core';
import { IconMessageCircleOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { AmbassadorActivitiesDocument, type AmbassadorActivitiesQuery } from './ambassador.generated.ts';
import { useSight } from './use-sight.ts';

type Activity = NonNullable<AmbassadorActivitiesQuery['ambassador']>['activities']['nodes'][number];

export function ActivityHistory({ id }: { id: string }) {
  const { t } = useTranslation();
  const { seesAll } = useSight(id);
  const { data, error, refetch, fetchMore } = useQuery(AmbassadorActivitiesDocument, { variables: { id, seesAll } });
  const activities = data?.ambassador?.activities;
  if (activities === undefined)
    return error ? <Problem error={error} onRetry={() => void refetch()} /> : <Skeleton height={360} radius="lg" />;
  if (activities.nodes.length === 0)
    return (
      <div className="fanfare-card">
        <Empty
          icon={<IconMessageCircleOff />}
          title={t('ambassadors.activitiesEmpty')}
          lead={t('ambassadors.activitiesEmptyLead')}
        />
      </div>
    );
  return (
    <>
      <ol className="fanfare-card fanfare-card-flush ambassador-entries" aria-label={t('ambassadors.activities')}>
        {activities.nodes.map((activity) => (
          <ActivityLine key={activity.id} activity={activity} />
        ))}
      </ol>
      <LoadMore
        shown={activities.nodes.length}
        total={activities.totalCount}
        hasMore={activities.pageInfo.hasNextPage}
        onMore={() => fetchMore({ variables: { after: activities.pageInfo.endCursor } })}
      />
    </>
  );
}

function ActivityLine({ activity }: { activity: Activity }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li>
      <Group gap="xs">
        <Text size="sm" fw={550}>
          {t(`activityKind.${activity.kind}`)} · {t(`channel.${activity.channel}`)}
        </Text>
        {activity.status === 'WITHDRAWN' && (
          <Badge size="sm" variant="light" color="brass" tt="none">
            {t('ambassadors.withdrawn')}
          </Badge>
        )}
      </Group>
      <Text size="sm" c="dimmed" ta="end">
        <time dateTime={activity.occurredAt}>{format.dateTime(activity.occurredAt)}</time>
      </Text>
      <div className="ambassador-meta">
        <span>{t(`evidence.${activity.evidence}`)}</span>
        {activity.campaign && <span>{activity.campaign.name}</span>}
        {activity.hashtags.length > 0 && (
          <span>{activity.hashtags.map((hashtag) => `#${hashtag.replace(/^#/, '')}`).join(' ')}</span>
        )}
        {activity.disclosed && <span>{t('ambassadors.disclosed')}</span>}
        {activity.engagement && <Engagement engagement={activity.engagement} />}
        {activity.url && (
          <Anchor href={activity.url} target="_blank" rel="noreferrer" size="xs">
            {t('ambassadors.openPost')}
          </Anchor>
        )}
      </div>
    </li>
  );
}

function Engagement({ engagement }: { engagement: NonNullable<Activity['engagement']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const counts = (['likes', 'comments', 'reposts'] as const)
    .filter((name) => engagement[name] > 0)
    .map((name) => t(`ambassadors.${name}`, { count: engagement[name], formatted: format.number(engagement[name]) }));
  return counts.length > 0 && <span>{counts.join(', ')}</span>;
}
