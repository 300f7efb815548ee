import { useMutation, useQuery } from '@apollo/client/react';
import { Anchor, Button, Group, Skeleton, Text } from '@mantine/core';
import {
  IconAward,
  IconBell,
  IconBolt,
  IconCalendarEvent,
  IconHeartHandshake,
  type IconProps,
  IconSettings,
  IconTargetArrow,
  IconUserHeart,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { FeedSubjectType } from '../../app/graphql/schema.generated.ts';
import { apiLanguage } from '../../app/i18n/index.ts';
import { useMembership } from '../../app/ProgrammeContext.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { useFormat } from '../../ui/format.ts';
import { LoadMore } from '../../ui/LoadMore.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { FeedDocument, type FeedItemFieldsFragment, MarkFeedReadDocument } from './notifications.generated.ts';
import './notifications.css';

const pageSize = 20;

const icons: Readonly<Record<FeedSubjectType, ComponentType<IconProps>>> = {
  ACTIVITY: IconBolt,
  AMBASSADOR: IconHeartHandshake,
  BADGE: IconAward,
  CHALLENGE: IconTargetArrow,
  PROGRAMME: IconBell,
  RECOGNITION: IconHeartHandshake,
  SEASON: IconCalendarEvent,
  TANDEM: IconUserHeart,
  WEBHOOK: IconSettings,
};

export function FeedList({ id }: { id: string }) {
  const { t, i18n } = useTranslation();
  const variables = { id, language: apiLanguage(i18n.language), first: pageSize };
  const { data, error, refetch, fetchMore } = useQuery(FeedDocument, { variables, fetchPolicy: 'cache-and-network' });
  const [markRead, { loading }] = useMutation(MarkFeedReadDocument, { refetchQueries: [FeedDocument] });
  const me = data?.ambassador;
  if (!me) {
    if (error) return <Problem error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={320} radius="lg" aria-busy="true" />;
  }
  const { nodes, pageInfo, totalCount } = me.feed;
  if (nodes.length === 0)
    return (
      <div className="fanfare-card">
        <Empty icon={<IconBell />} title={t('notifications.empty')} lead={t('notifications.emptyLead')} />
      </div>
    );
  return (
    <>
      <Group justify="space-between" mb="sm">
        <Text size="sm" c="dimmed" role="status">
          {t('notifications.unread', { count: me.unreadCount })}
        </Text>
        <Button
          variant="default"
          size="xs"
          disabled={me.unreadCount === 0}
          loading={loading}
          onClick={() => void markRead({ variables: { input: { ambassador: id } } })}
        >
          {t('notifications.markAll')}
        </Button>
      </Group>
      <ol className="fanfare-card fanfare-card-flush feed-list" aria-label={t('notifications.part.news')}>
        {nodes.map((item) => (
          <FeedRow
            key={item.id}
            item={item}
            onRead={() => void markRead({ variables: { input: { ambassador: id, items: [item.id] } } })}
          />
        ))}
      </ol>
      <LoadMore
        shown={nodes.length}
        total={totalCount}
        hasMore={pageInfo.hasNextPage}
        onMore={() => fetchMore({ variables: { ...variables, after: pageInfo.endCursor } })}
      />
    </>
  );
}

function FeedRow({ item, onRead }: { item: FeedItemFieldsFragment; onRead: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const address = useAddress(item);
  const Icon = icons[item.subjectType];
  return (
    <li className={item.isRead ? 'feed-item' : 'feed-item feed-item-unread'}>
      <span className="feed-icon">
        <Icon size={20} aria-hidden="true" />
      </span>
      <div className="feed-words">
        <Text size="sm" fw={item.isRead ? 400 : 600}>
          {address === null ? (
            item.text
          ) : (
            <Anchor component={Link} to={address} onClick={onRead} inherit c="inherit">
              {item.text}
            </Anchor>
          )}
        </Text>
        <Text size="xs" c="dimmed" component="time" dateTime={item.happenedAt} title={format.dateTime(item.happenedAt)}>
          {format.relative(item.happenedAt, new Date())}
        </Text>
      </div>
      {!item.isRead && (
        <Button variant="subtle" size="compact-xs" onClick={onRead} aria-label={`${t('notifications.markOne')}: ${item.text}`}>
          {t('notifications.markOne')}
        </Button>
      )}
    </li>
  );
}

/** Kinds about which there is more on a page that is not the one of their subject. */
const pages: Readonly<Partial<Record<FeedItemFieldsFragment['kind'], string>>> = {
  BADGE_REVOKED: '/badges?show=mine',
  LEVEL_REACHED: '/badges?show=mine',
  KUDOS_RECEIVED: '/thanks?show=received',
  POINTS_RECEIVED: '/thanks?show=points',
  MONETARY_REWARDS_ALLOWED: '/recognition?show=policy',
  MONETARY_REWARDS_FORBIDDEN: '/recognition?show=policy',
};

/** Where there is more to see about it; null where this app has no page for it. */
function useAddress({ kind, subjectType, subjectId }: FeedItemFieldsFragment): string | null {
  const { programme, ambassador } = useMembership();
  const base = `/programmes/${programme.key}`;
  if (subjectType === 'ACTIVITY') return ambassador ? `${base}/ambassadors/${ambassador.id}` : null;
  const page = pages[kind];
  if (page !== undefined) return `${base}${page}`;
  if (subjectType === 'BADGE') return `${base}/badges/${subjectId}`;
  if (subjectType === 'RECOGNITION') return `${base}/recognition/${subjectId}`;
  if (subjectType === 'TANDEM') return `${base}/my-tandem`;
  if (subjectType === 'CHALLENGE') return `${base}/challenges/${subjectId}`;
  return subjectType === 'WEBHOOK' ? `${base}/webhooks` : null;
}
