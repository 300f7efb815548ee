import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.ts';

export interface LoadMoreProps {
  readonly shown: number;
  readonly total: number | null;
  readonly hasMore: boolean;
  readonly onMore: () => Promise<unknown>;
}

/** For a history that is read from its newest end: adds the next part below. */
export function LoadMore({ shown, total, hasMore, onMore }: LoadMoreProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [loading, setLoading] = useState(false);
  const more = () => {
    setLoading(true);
    onMore().finally(() => setLoading(false));
  };
  return (
    <Group justify="space-between" mt="md">
      <Text size="sm" c="dimmed" role="status">
        {total !== null && t('paging.shown', { shown: format.number(shown), total: format.number(total) })}
      </Text>
      {hasMore && (
        <Button variant="default" onClick={more} loading={loading}>
          {t('paging.more')}
        </Button>
      )}
    </Group>
  );
}
