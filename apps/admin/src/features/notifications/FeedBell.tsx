import type { ApolloClient } from '@apollo/client';
import { useApolloClient, useQuery, useSubscription } from '@apollo/client/react';
import { ActionIcon, Indicator, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Membership } from '../../app/ProgrammeContext.tsx';
import { FeedDocument, FeedUpdatedDocument, UnreadCountDocument } from './notifications.generated.ts';

/** The list, where it is on the page, is read again. */
function onArrival(client: ApolloClient): void {
  const shown = [...client.getObservableQueries('active')].some(({ queryName }) => queryName === 'Feed');
  if (shown) void client.refetchQueries({ include: [FeedDocument] });
}

/** From this on nobody counts. */
const many = 100;

/** Leads to what is new, says how much there is of it, and keeps that up to date as long as the page is open. */
export function FeedBell({ membership, ambassadorId }: { membership: Membership; ambassadorId: string }) {
  const { t } = useTranslation();
  const client = useApolloClient();
  const { programme } = membership;
  const { data } = useQuery(UnreadCountDocument, { variables: { id: ambassadorId } });
  useSubscription(FeedUpdatedDocument, {
    variables: { programme: programme.id },
    onData: ({ data: { data: update } }) => {
      if (!update) return;
      const { unreadCount, items } = update.feedUpdated;
      client.cache.modify({
        id: client.cache.identify({ __typename: 'Ambassador', id: ambassadorId }) ?? '',
        fields: { unreadCount: () => unreadCount },
      });
      if (items.length > 0) onArrival(client);
    },
  });
  const count = data?.ambassador?.unreadCount ?? 0;
  const label = count === 0 ? t('notifications.bell.none') : t('notifications.bell.unread', { count });
  return (
    <Tooltip label={label}>
      <Indicator
        disabled={count === 0}
        label={count >= many ? `${many - 1}+` : count}
        size={18}
        offset={5}
        color="red.8"
        aria-hidden={count === 0}
      >
        <ActionIcon
          component={Link}
          to={`/programmes/${programme.key}/feed`}
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
          className="fanfare-bell"
        >
          <IconBell size={20} aria-hidden="true" />
        </ActionIcon>
      </Indicator>
    </Tooltip>
  );
}
